package dev.hearth.host.journey.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.RunningHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the README tells users of the AWS command line, done with the real one. Left out where there
 * is none (Debian package {@code awscli}).
 */
class AwsCommandLineTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Optional<String> AWS = Tool.find("aws", "/usr/bin/aws");

  @TempDir static Path data;
  @TempDir static Path directory;
  private static RunningHost host;
  private static Map<String, String> environment;

  @BeforeAll
  static void start() throws Exception {
    assumeThat(AWS).as("the AWS command line is installed (Debian: awscli)").isPresent();
    host = RunningHost.start(data);
    environment = Tool.awsEnvironment(host.client().key(), directory);
    Lambdas.greeting("Hello").writeTo(directory, "one.jar");
    Lambdas.inLibrary("Goodbye").writeTo(directory, "two.zip");
  }

  @AfterAll
  static void stop() {
    if (AWS.isPresent()) {
      host.close();
    }
  }

  private static Tool.Said said(String operation, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                AWS.orElseThrow(),
                "--endpoint-url",
                host.client().gateway().toString(),
                "--output",
                "json",
                "lambda",
                operation));
    command.addAll(List.of(options));
    return Tool.run(directory, environment, command);
  }

  private static JsonNode aws(String operation, String... options) throws Exception {
    String out = said(operation, options).ok();
    return out.isBlank() ? JSON.createObjectNode() : JSON.readTree(out);
  }

  private static String error(String operation, String... options) throws Exception {
    Tool.Said said = said(operation, options);
    assertThat(said.status()).isNotZero();
    return said.err();
  }

  private static JsonNode invoke(String function, String... options) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--function-name",
                function,
                "--cli-binary-format",
                "raw-in-base64-out",
                "--payload",
                "{\"name\": \"Ada\"}"));
    all.addAll(List.of(options));
    all.add("answer.json");
    return aws("invoke", all.toArray(String[]::new));
  }

  private static String answer() throws Exception {
    return JSON.readTree(Files.readString(directory.resolve("answer.json")))
        .path("text")
        .asString();
  }

  private static void create(String name, String... more) throws Exception {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--function-name",
                name,
                "--runtime",
                "java21",
                "--handler",
                Lambdas.HANDLER,
                "--role",
                LambdaUser.ROLE,
                "--zip-file",
                "fileb://one.jar"));
    options.addAll(List.of(more));
    aws("create-function", options.toArray(String[]::new));
  }

  @Test
  void theWholeLifeOfAFunction() throws Exception {
    create("cli", "--environment", "Variables={MARK=!}", "--timeout", "5", "--tags", "team=a");
    aws("wait", "function-active", "--function-name", "cli");
    JsonNode invoked = invoke("cli", "--log-type", "Tail");
    assertThat(invoked.path("StatusCode").intValue()).isEqualTo(200);
    assertThat(invoked.path("ExecutedVersion").asString()).isEqualTo("$LATEST");
    assertThat(answer()).isEqualTo("Hello, Ada!");

    aws("delete-function", "--function-name", "cli");
    assertThat(error("get-function", "--function-name", "cli"))
        .contains("ResourceNotFoundException")
        .contains("Function not found: arn:aws:lambda:eu-west-1:");
  }

  @Test
  void versionsAndAliases() throws Exception {
    create("grown");
    publishTwo();
    shift();
    JsonNode got = aws("get-function", "--function-name", "grown");
    assertThat(got.path("Configuration").path("MemorySize").intValue()).isEqualTo(256);
    aws("delete-alias", "--function-name", "grown", "--name", "live");
  }

  private static void publishTwo() throws Exception {
    assertThat(aws("publish-version", "--function-name", "grown").path("Version").asString())
        .isEqualTo("1");
    aws("update-function-code", "--function-name", "grown", "--zip-file", "fileb://two.zip");
    aws("wait", "function-updated", "--function-name", "grown");
    aws("update-function-configuration", "--function-name", "grown", "--memory-size", "256");
    String next = aws("publish-version", "--function-name", "grown").path("Version").asString();
    assertThat(next).isEqualTo("3");
    assertThat(
            aws("list-versions-by-function", "--function-name", "grown")
                .path("Versions")
                .valueStream()
                .map(version -> version.path("Version").asString()))
        .containsExactly("$LATEST", "1", "3");
  }

  private static void shift() throws Exception {
    aws(
        "create-alias",
        "--function-name",
        "grown",
        "--name",
        "live",
        "--function-version",
        "1",
        "--routing-config",
        "AdditionalVersionWeights={3=0.5}");
    TreeSet<String> executed = new TreeSet<>();
    for (int i = 0; i < 30 && executed.size() < 2; i++) {
      executed.add(invoke("grown", "--qualifier", "live").path("ExecutedVersion").asString());
    }
    assertThat(executed).containsExactly("1", "3"); // 2^-29 that one of them is missing
    aws(
        "update-alias",
        "--function-name",
        "grown",
        "--name",
        "live",
        "--function-version",
        "3",
        "--routing-config",
        "AdditionalVersionWeights={}");
    invoke("grown:live");
    assertThat(answer()).isEqualTo("Goodbye, Ada");
    assertThat(aws("list-aliases", "--function-name", "grown").path("Aliases")).hasSize(1);
  }

  @Test
  void whatIsTurnedAwayIsAnErrorOfItsType() throws Exception {
    create("typed");
    aws(
        "put-function-concurrency",
        "--function-name",
        "typed",
        "--reserved-concurrent-executions",
        "0");
    assertThat(
            error("invoke", "--function-name", "typed", "--cli-read-timeout", "20", "answer.json"))
        .contains("TooManyRequestsException");
    aws("delete-function-concurrency", "--function-name", "typed");
    assertThat(invoke("typed").path("FunctionError").isMissingNode()).isTrue();
    assertThat(aws("list-functions").path("Functions").toString()).contains("\"typed\"");
    assertThat(aws("get-account-settings").path("AccountUsage").path("FunctionCount").intValue())
        .isPositive();
  }

  @Test
  void asynchronousInvocationsAreTriedAsOftenAsTheyMay() throws Exception {
    create("later");
    aws(
        "put-function-event-invoke-config",
        "--function-name",
        "later",
        "--maximum-retry-attempts",
        "0",
        "--maximum-event-age-in-seconds",
        "60");
    JsonNode accepted =
        aws(
            "invoke",
            "--function-name",
            "later",
            "--invocation-type",
            "Event",
            "--cli-binary-format",
            "raw-in-base64-out",
            "--payload",
            "{\"name\": \"fail\"}",
            "answer.json");
    assertThat(accepted.path("StatusCode").intValue()).isEqualTo(202);
    Eventually.holds(
        "the one attempt is a dead letter",
        () ->
            host.client()
                .admin("GET", "/v1/dead-letters?function=later")
                .expect(200)
                .text()
                .contains("attempt 1 of 1"));
  }

  @Test
  void whatIsNotHereIsRefused() throws Exception {
    create("refused");
    assertThat(
            error(
                "update-function-configuration",
                "--function-name",
                "refused",
                "--layers",
                "arn:aws:lambda:eu-west-1:123456789012:layer:x:1"))
        .contains("InvalidParameterValueException", "Layers is not supported by this host");
    assertThat(
            error(
                "update-function-code",
                "--function-name",
                "refused",
                "--s3-bucket",
                "bucket",
                "--s3-key",
                "key"))
        .contains("InvalidParameterValueException", "S3Bucket is not supported");
    assertThat(
            error(
                "update-function-configuration",
                "--function-name",
                "refused",
                "--handler",
                "com.acme.Greeter::greets"))
        .contains("InvalidParameterValueException", "greets");
  }
}
