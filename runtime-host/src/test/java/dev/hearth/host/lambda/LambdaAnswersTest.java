package dev.hearth.host.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.Instance;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what a Lambda handler gives, writes or throws. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LambdaAnswersTest {

  private LambdaSandbox sandbox;

  @BeforeAll
  void makeSandbox(@TempDir Path directory) throws Exception {
    sandbox = new LambdaSandbox(directory);
  }

  private String invoke(FunctionJar jar, String payload) throws Exception {
    return sandbox.invoke(jar, "", payload);
  }

  @Test
  void whatIsThrownIsToldAsAwsTellsIt() throws Exception {
    FunctionJar jar =
        Handlers.of(
            "Object",
            "String",
            "throw new IllegalStateException(\"no\", new RuntimeException(\"why\"));");

    assertThat(invoke(jar, "{}"))
        .isEqualTo(
            "{\"errorMessage\":\"no\",\"errorType\":\"java.lang.IllegalStateException\",\"stackTrace\":"
                + "[\"com.acme.Handler.handleRequest(Handler.java:8)\","
                + "\"com.acme.Handler.handleRequest(Handler.java:7)\"]}");
  }

  @Test
  void aStreamHandlersBytesGoOutAsTheyAre() throws Exception {
    FunctionJar jar =
        Handlers.stream("byte[] all = in.readAllBytes(); out.write(all); out.write(all);");

    assertThat(invoke(jar, "not json")).isEqualTo("not jsonnot json");
  }

  @Test
  void aStreamHandlersBytesGoOutWhileTheyAreWritten() throws Exception {
    FunctionJar jar = Handlers.stream("out.write('a'); out.flush(); out.write('b');");
    Instance instance = sandbox.start(sandbox.prepared(jar, ""));

    DirectCall call = DirectCall.inPieces(instance, new Input.Direct(Payload.utf8("{}"), ""));

    assertThat(call.sent()).hasSize(3).endsWith("a", "b");
    instance.close();
  }

  @Test
  void aStreamedAnswerToARequestBeginsWithItsHead() throws Exception {
    FunctionJar jar =
        Handlers.stream(
            """
            out.write("{\\"statusCode\\":202,\\"headers\\":{\\"X-A\\":\\"b\\"},\\"cookies\\":[\\"c=d\\"]}".getBytes());
            out.write(new byte[8]);
            out.write("first".getBytes());
            out.flush();
            out.write("second".getBytes());
            """);
    Instance instance = sandbox.start(sandbox.prepared(jar, ""));
    Input.Http request = new Input.Http("GET", "/", "", List.of(), Payload.empty());

    DirectCall call = DirectCall.inPieces(instance, request);
    Outcome.Answered whole = DirectCall.of(instance, request).answer();

    assertThat(call.sent()).hasSize(3).endsWith("first", "second");
    assertThat(call.sent().getFirst()).startsWith("202 ").contains("x-a", "set-cookie");
    assertThat(whole.status()).isEqualTo(202);
    assertThat(whole.body().text()).isEqualTo("firstsecond");
    instance.close();
  }

  @Test
  void requestsAreGivenAsPayloadFormat20AndAnswersReadAsSuch() throws Exception {
    FunctionJar jar =
        Handlers.of(
            "Map<String, Object>",
            "Map<String, Object>",
            """
            return Map.of("statusCode", 201, "headers", Map.of("X-Path", in.get("rawPath")),
                "cookies", List.of("a=b; Secure", "c=d"), "body", "" + in.get("body"));
            """);
    Instance instance = sandbox.start(sandbox.prepared(jar, ""));

    Outcome.Answered answer =
        DirectCall.of(
                instance,
                new Input.Http(
                    "POST",
                    "/x",
                    "",
                    List.of(new HeaderField("Content-Type", "text/plain")),
                    Payload.utf8("grüß")))
            .answer();

    instance.close();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().text()).isEqualTo("grüß");
    assertThat(answer.headers())
        .contains(
            new HeaderField("x-path", "/x"),
            new HeaderField("set-cookie", "a=b; Secure"),
            new HeaderField("set-cookie", "c=d"));
  }

  @Test
  void whatCannotBeAnAnswerIsAnInvalidResponse() throws Exception {
    FunctionJar jar =
        Handlers.of("Map<String, Object>", "Object", "return Map.of(\"statusCode\", \"many\");");
    Instance instance = sandbox.start(sandbox.prepared(jar, ""));

    Outcome outcome =
        DirectCall.of(instance, new Input.Http("GET", "/", "", List.of(), Payload.empty()))
            .outcome();

    instance.close();
    assertThat(outcome.slug()).isEqualTo("invalid-response");
  }

  @Test
  void aLargeAnswerIsRefusedAndNotKept() throws Exception {
    FunctionJar jar = Handlers.of("Object", "String", "return \"x\".repeat(2_000_000);");
    Instance instance = sandbox.start(sandbox.prepared(jar, ""));

    Outcome outcome = DirectCall.of(instance, "{}").outcome();

    instance.close();
    assertThat(outcome.slug()).isEqualTo("invalid-response");
    assertThat(outcome.toString()).contains("larger than 1MiB");
  }

  @Test
  void theSerialiserThatAFunctionBringsIsTheOneThatCounts() throws Exception {
    FunctionJar jar =
        Handlers.of("String", "String", "return in + context.getFunctionName();")
            .source(
                "com.acme.Custom",
                """
                package com.acme;
                import java.io.*;
                import java.lang.reflect.Type;
                public class Custom implements com.amazonaws.services.lambda.runtime.CustomPojoSerializer {
                  @SuppressWarnings("unchecked")
                  public <T> T fromJson(InputStream in, Type type) { try { return (T) ("<" + new String(in.readAllBytes()) + ">"); } catch (IOException e) { throw new UncheckedIOException(e); } }
                  @SuppressWarnings("unchecked")
                  public <T> T fromJson(String in, Type type) { return (T) in; }
                  public <T> void toJson(T value, OutputStream out, Type type) { try { out.write(("{" + value + "}").getBytes()); } catch (IOException e) { throw new UncheckedIOException(e); } }
                }
                """)
            .entry(
                "META-INF/services/com.amazonaws.services.lambda.runtime.CustomPojoSerializer",
                "com.acme.Custom");

    assertThat(invoke(jar, "raw")).isEqualTo("{<raw>price}");
  }
}
