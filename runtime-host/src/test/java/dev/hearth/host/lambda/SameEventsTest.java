package dev.hearth.host.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.sandbox.Instance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every type of {@code aws-lambda-java-events}, read and written in the sandbox and under AWS's own
 * runtime client: the same bytes come out. Those that AWS's serialisation treats in a way of their
 * own are types of handlers, each with a process; the others are members of one type.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameEventsTest {

  private static final String S3 =
      """
      {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1",
      "eventTime":"2026-11-27T10:00:00.000Z","eventName":"ObjectCreated:Put",
      "userIdentity":{"principalId":"p"},"requestParameters":{"sourceIPAddress":"1.2.3.4"},
      "responseElements":{"x-amz-request-id":"r","x-amz-id-2":"i"},
      "s3":{"s3SchemaVersion":"1.0","configurationId":"c","bucket":{"name":"b",
      "ownerIdentity":{"principalId":"o"},"arn":"arn:aws:s3:::b"},"object":{"key":"a+b%20c",
      "size":1024,"eTag":"e","versionId":"v","sequencer":"0A"}}}]}
      """;

  private LambdaSandbox sandbox;
  private Path task;
  private FunctionJar jar;

  @BeforeAll
  void prepare(@TempDir Path directory) throws Exception {
    assumeTrue(RuntimeClient.canRun(), "AWS's runtime client runs on Linux only");
    sandbox = new LambdaSandbox(Files.createDirectories(directory.resolve("sandbox")));
    jar = jar();
    task = RuntimeClient.unpacked(jar, Files.createDirectories(directory.resolve("task")));
  }

  private static Stream<Class<?>> special() {
    return EventTypes.all().stream()
        .filter(type -> LambdaEventSerializers.isLambdaSupportedEvent(type.getName()))
        .filter(type -> !type.getSimpleName().equals("S3Event"));
  }

  private static List<Class<?>> others() {
    return EventTypes.all().stream()
        .filter(type -> !LambdaEventSerializers.isLambdaSupportedEvent(type.getName()))
        .toList();
  }

  private static FunctionJar jar() {
    FunctionJar jar =
        FunctionJar.of(
            "com.acme.Events",
            "package com.acme; import com.amazonaws.services.lambda.runtime.events.*;\n"
                + "public class Events {\n"
                + special()
                    .map(Class::getSimpleName)
                    .map(n -> "public static %s of%s(%s in) { return in; }\n".formatted(n, n, n))
                    .collect(Collectors.joining())
                + "public static S3Event ofS3Event(S3Event in) { return in; }\n"
                + "public static All ofAll(All in) { return in; }\n"
                + "public static class All {\n"
                + others().stream()
                    .map(Class::getSimpleName)
                    .map(n -> "public %s member%s;\n".formatted(n, n))
                    .collect(Collectors.joining())
                + "} }");
    EventTypes.libraries().forEach(jar::library);
    return jar;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("special")
  void eventsWithRulesOfTheirOwn(Class<?> type) throws Exception {
    Answers answers = answers("of" + type.getSimpleName(), FilledEvent.of(type));
    String written = answers.ours();
    assertThat(written).isEqualTo(answers.theirs());
    assertThat(written).startsWith("{").contains("text");
  }

  @Test
  void eventsOfObjectStores() throws Exception {
    Answers answers = answers("ofS3Event", S3);
    assertThat(answers.ours()).isEqualTo(answers.theirs());
    assertThat(answers.ours()).contains("a+b%20c", "ObjectCreated:Put");
  }

  /**
   * Two of them have Joda-Time's {@code DateTime}, which is written as a bean: the order of its
   * members is that in which the JVM happens to reflect its methods.
   */
  @Test
  void allOtherEventsButForTheOrderOfReflectedMembers() throws Exception {
    String event =
        others().stream()
            .map(type -> "\"member" + type.getSimpleName() + "\":" + FilledEvent.of(type))
            .collect(Collectors.joining(",", "{", "}"));
    Answers answers = answers("ofAll", event);
    String written = answers.ours();
    JsonMapper json = new JsonMapper();
    assertThat(json.readTree(written)).isEqualTo(json.readTree(answers.theirs()));
    assertThat(written).hasSameSizeAs(answers.theirs());
    assertThat(others()).hasSizeGreaterThan(30);
    assertThat(others())
        .allSatisfy(type -> assertThat(written).contains("\"member" + type.getSimpleName()));
  }

  private record Answers(String ours, String theirs) {}

  private Answers answers(String method, String event) throws Exception {
    String handler = "com.acme.Events::" + method;
    RuntimeClient.Said theirs;
    try (RuntimeClient client = new RuntimeClient(task, handler)) {
      theirs = client.invoke(event);
    }
    Instance instance = sandbox.start(sandbox.prepared(jar, "handler: " + handler));
    try {
      String ours = DirectCall.of(instance, event).text();
      assertThat(theirs.failed()).as(ours).isFalse();
      return new Answers(ours, theirs.body());
    } finally {
      instance.close();
    }
  }
}
