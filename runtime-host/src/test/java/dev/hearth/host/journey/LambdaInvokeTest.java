package dev.hearth.host.journey;

import static dev.hearth.host.journey.LambdaPosts.INVOKE;
import static dev.hearth.host.journey.LambdaPosts.invoke;
import static dev.hearth.host.journey.LambdaPosts.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The Lambda Invoke API, request by request. */
@ExtendWith(SharedHost.class)
class LambdaInvokeTest {

  private static String log(Reply reply) {
    return new String(
        Base64.getDecoder().decode(reply.header("x-amz-log-result")), StandardCharsets.UTF_8);
  }

  @Test
  void aPayloadGoesInAndAPayloadComesOut(HostClient host) {
    host.deployed("li-add", LambdaClients.adding());
    Reply reply = invoke(host, "li-add", "{\"a\": 1, \"b\": 2}", Map.of()).expect(200);
    assertThat(reply.json().path("sum").intValue()).isEqualTo(3);
    assertThat(reply.json().path("id").asString()).isEqualTo(reply.header("x-amzn-requestid"));
    assertThat(reply.header("x-amz-executed-version")).isEqualTo("$LATEST");
    assertThat(reply.header("x-amz-function-error")).isEmpty();
    assertThat(reply.header("x-amzn-trace-id")).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};.*");
    assertThat(host.admin("GET", "/v1/invocations/" + reply.header("x-amzn-requestid")).status())
        .isEqualTo(200);
  }

  @Test
  void everyFormOfANameFindsTheFunction(HostClient host) {
    host.deployed("li-names", LambdaClients.adding());
    String arn = "arn:aws:lambda:eu-west-1:000000000000:function:li-names";
    List<String> names =
        List.of(
            "li-names",
            "li-names:1",
            "li-names:$LATEST",
            "000000000000:function:li-names",
            arn,
            arn.replace(":", "%3A"),
            arn + ":1");
    for (String name : names) {
      Reply reply = invoke(host, name, "{}", Map.of()).expect(200);
      assertThat(reply.header("x-amz-executed-version"))
          .as(name)
          .isEqualTo(name.endsWith(":1") ? "1" : "$LATEST");
    }
    Reply queried =
        post(host, INVOKE.formatted("li-names") + "?Qualifier=1", "", Map.of()).expect(200);
    assertThat(queried.header("x-amz-executed-version")).isEqualTo("1");
  }

  @Test
  void anAliasNamesTheVersionThatRan(HostClient host) {
    host.deployed("li-alias", Functions.saying("\\\"one\\\""));
    host.deployed("li-alias", Functions.saying("\\\"two\\\""));
    host.admin("PUT", "/v1/functions/li-alias/aliases/old", "{\"weights\": {\"1\": 100}}")
        .expect(200);
    Reply old = invoke(host, "li-alias:old", "{}", Map.of()).expect(200);
    assertThat(old.text()).isEqualTo("\"one\"");
    assertThat(old.header("x-amz-executed-version")).isEqualTo("1");
    assertThat(invoke(host, "li-alias", "{}", Map.of()).text()).isEqualTo("\"two\"");
  }

  @Test
  void whatThrowsIsAnErrorOfTheFunction(HostClient host) {
    host.deployed("li-throw", LambdaClients.adding());
    Reply reply = invoke(host, "li-throw", "{\"throw\": \"oh\"}", Map.of("X-Amz-Log-Type", "Tail"));
    reply.expect(200);
    assertThat(reply.header("x-amz-function-error")).isEqualTo("Unhandled");
    assertThat(reply.json().path("errorType").asString())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(reply.json().path("errorMessage").asString()).isEqualTo("oh");
    assertThat(reply.json().path("stackTrace").get(0).asString())
        .contains("com.acme.Adding.handle(Adding.java:");
    String id = reply.header("x-amzn-requestid");
    assertThat(log(reply))
        .startsWith("START RequestId: " + id + " Version: $LATEST\ngot {throw=oh}\n")
        .contains("java.lang.IllegalStateException: oh", "\nEND RequestId: " + id + "\nREPORT ");
  }

  @Test
  void whatTakesTooLongIsAnErrorOfTheFunction(HostClient host) {
    host.deployed("li-slow", LambdaClients.adding(), "timeout: {run: 500ms}");
    Reply reply = invoke(host, "li-slow", "{\"sleep\": 1}", Map.of()).expect(200);
    assertThat(reply.header("x-amz-function-error")).isEqualTo("Unhandled");
    assertThat(reply.json().path("errorType").asString()).isEqualTo("Sandbox.Timedout");
    assertThat(reply.json().path("errorMessage").asString())
        .isEqualTo(
            "RequestId: "
                + reply.header("x-amzn-requestid")
                + " Error: Task timed out after 0.50 seconds");
  }

  @Test
  void whatNeedsTooMuchMemoryIsAnErrorOfTheFunction(HostClient host) {
    host.deployed(
        "li-memory",
        Functions.of(
            "Supplier<String>", "public String get() { return \"\" + new byte[64 << 20].length; }"),
        "budget: {memory: 16MiB}");
    Reply reply = invoke(host, "li-memory", "{}", Map.of()).expect(200);
    assertThat(reply.header("x-amz-function-error")).isEqualTo("Unhandled");
    assertThat(reply.json().path("errorType").asString()).isEqualTo("Runtime.OutOfMemory");
  }

  @Test
  void anAnswerThatIsTooLargeIsAnErrorOfTheFunction(HostClient host) {
    host.deployed(
        "li-large",
        Functions.of("Supplier<String>", "public String get() { return \"x\".repeat(7 << 20); }"));
    Reply reply = invoke(host, "li-large", "{}", Map.of()).expect(200);
    assertThat(reply.header("x-amz-function-error")).isEqualTo("Unhandled");
    assertThat(reply.json().path("errorType").asString())
        .isEqualTo("Function.ResponseSizeTooLarge");
  }

  @Test
  void aFunctionOfRequestsGetsAPostAndTellsItsStatus(HostClient host) {
    host.deployed("li-http", Functions.echoing());
    Reply reply = invoke(host, "li-http", "{\"a\":1}", Map.of()).expect(200);
    JsonNode json = reply.json();
    assertThat(json.path("statusCode").intValue()).isEqualTo(202);
    assertThat(json.path("body").asString()).isEqualTo("POST / {\"a\":1}");
    assertThat(json.path("headers").path("x-many").asString()).isEqualTo("a,b");
  }

  @Test
  void aCallNobodyWaitsForIsATask(HostClient host) {
    host.deployed("li-event", LambdaClients.adding());
    String context =
        Base64.getEncoder()
            .encodeToString("{\"custom\":{\"k\":\"v\"}}".getBytes(StandardCharsets.UTF_8));
    Reply accepted =
        invoke(
                host,
                "li-event",
                "{\"a\": 5}",
                Map.of("X-Amz-Invocation-Type", "Event", "X-Amz-Client-Context", context))
            .expect(202);
    assertThat(accepted.text()).isEmpty();
    JsonNode task = ended(host, accepted.header("x-amzn-requestid"));
    assertThat(task.path("state").asString()).isEqualTo("succeeded");
    assertThat(task.path("origin").path("kind").asString()).isEqualTo("invoke");
    assertThat(task.path("result").path("body").asString()).contains("\"sum\":5");

    Reply old =
        post(host, "/2014-11-13/functions/li-event/invoke-async/", "{\"a\": 6}", Map.of())
            .expect(202);
    assertThat(ended(host, old.header("x-amzn-requestid")).path("result").path("body").asString())
        .contains("\"sum\":6");
  }

  private static JsonNode ended(HostClient host, String id) {
    return Eventually.get(
            () -> host.send(host.toGateway("/invocations/" + id).GET()),
            reply -> !List.of("queued", "running").contains(reply.json().path("state").asString()))
        .expect(200)
        .json();
  }

  @Test
  void aTraceGoesOn(HostClient host) {
    host.deployed("li-trace", Functions.echoing());
    Reply reply =
        invoke(
            host,
            "li-trace",
            "{}",
            Map.of(
                "X-Amzn-Trace-Id",
                "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"));
    assertThat(reply.header("x-amzn-trace-id"))
        .startsWith("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=")
        .doesNotContain("53995c3f42cd8ad8");
    assertThat(reply.json().path("headers").path("x-own").asString())
        .contains("5759e988bd862e3fe1be46a994272793");
  }
}
