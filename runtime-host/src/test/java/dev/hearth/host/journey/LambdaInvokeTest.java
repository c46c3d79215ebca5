package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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

  private static final String INVOKE = "/2015-03-31/functions/%s/invocations";

  private static Reply invoke(
      HostClient host, String function, String payload, Map<String, String> fields) {
    return post(host, INVOKE.formatted(function), payload, fields);
  }

  private static Reply post(
      HostClient host, String path, String payload, Map<String, String> fields) {
    HttpRequest.Builder request = host.toGateway(path).POST(BodyPublishers.ofString(payload));
    fields.forEach(request::header);
    return host.send(request);
  }

  private static void assertFault(Reply reply, int status, String type, String says) {
    reply.expect(status);
    assertThat(reply.header("x-amzn-errortype")).isEqualTo(type);
    assertThat(reply.header("x-amzn-requestid")).isNotEmpty();
    assertThat(reply.header("content-type")).isEqualTo("application/json");
    JsonNode json = reply.json();
    assertThat(json.path("Type").asString()).isEqualTo(status < 500 ? "User" : "Service");
    assertThat(json.path("message").asString(json.path("Message").asString(""))).contains(says);
  }

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
    String context = Base64.getEncoder().encodeToString("{\"custom\":{\"k\":\"v\"}}".getBytes());
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

  @Test
  void whatIsMalformedIsRefused(HostClient host) {
    host.deployed("li-bad", LambdaClients.adding());
    String content = "InvalidRequestContentException";
    assertFault(invoke(host, "li-bad", "{", Map.of()), 400, content, "request body into json");
    assertFault(invoke(host, "li-bad", "{} {}", Map.of()), 400, content, "behind its end");
    String large = "[\"" + "x".repeat(100_000) + "\"";
    assertFault(invoke(host, "li-bad", large, Map.of()), 400, content, "request body into json");
    Map<String, String> context = Map.of("X-Amz-Client-Context", "!");
    assertFault(invoke(host, "li-bad", "{}", context), 400, content, "Base64-encoded JSON object");
    context = Map.of("X-Amz-Client-Context", "e".repeat(3584));
    assertFault(invoke(host, "li-bad", "{}", context), 400, content, "at most 3583");
    String value = "InvalidParameterValueException";
    Map<String, String> type = Map.of("X-Amz-Invocation-Type", "event");
    assertFault(invoke(host, "li-bad", "{}", type), 400, value, "RequestResponse, Event, DryRun");
    Map<String, String> log = Map.of("X-Amz-Log-Type", "All");
    assertFault(invoke(host, "li-bad", "{}", log), 400, value, "None or Tail");
    Map<String, String> tenant = Map.of("X-Amz-Tenant-Id", "t");
    assertFault(invoke(host, "li-bad", "{}", tenant), 400, value, "no tenants");
    assertFault(
        post(host, INVOKE.formatted("li-bad:1") + "?Qualifier=2", "", Map.of()),
        400,
        value,
        "does not match the specified qualifier");
    assertFault(invoke(host, "a%20b", "{}", Map.of()), 400, "ValidationException", "functionName");
  }

  @Test
  void whatIsTooLargeIsRefused(HostClient host) {
    host.deployed("li-size", LambdaClients.adding());
    String payload = "\"" + "x".repeat(1 << 20) + "\"";
    assertFault(
        invoke(host, "li-size", payload, Map.of("X-Amz-Invocation-Type", "Event")),
        413,
        "RequestTooLargeException",
        "1048576 bytes");
    assertFault(
        invoke(host, "li-size", "\"" + "x".repeat(6 << 20) + "\"", Map.of()),
        413,
        "RequestTooLargeException",
        "6291456 bytes");
  }

  @Test
  void whatIsNotThereIsNotFound(HostClient host) {
    host.deployed("li-there", LambdaClients.adding());
    String type = "ResourceNotFoundException";
    assertFault(invoke(host, "li-nowhere", "{}", Map.of()), 404, type, "function:li-nowhere");
    assertFault(invoke(host, "Li_Nowhere", "{}", Map.of()), 404, type, "function:Li_Nowhere");
    assertFault(invoke(host, "li-there:9", "{}", Map.of()), 404, type, "function:li-there:9");
    assertFault(
        post(host, "/2015-03-31/nothing", "", Map.of()), 404, "UnknownOperationException", "POST");
    assertFault(
        host.send(host.toGateway(INVOKE.formatted("li-there")).GET()),
        404,
        "UnknownOperationException",
        "only POST");
  }

  @Test
  void aDryRunRunsNothing(HostClient host) {
    host.deployed("li-dry", LambdaClients.adding());
    Map<String, String> dry = Map.of("X-Amz-Invocation-Type", "DryRun");
    assertThat(invoke(host, "li-dry", "{}", dry).expect(204).text()).isEmpty();
    assertFault(invoke(host, "li-dried", "{}", dry), 404, "ResourceNotFoundException", "li-dried");
    host.admin("POST", "/v1/functions/li-dry/disable").expect(200);
    assertFault(invoke(host, "li-dry", "{}", dry), 409, "ResourceConflictException", "disabled");
    assertFault(
        invoke(host, "li-dry", "{}", Map.of()), 409, "ResourceConflictException", "disabled");
    assertThat(host.admin("GET", "/v1/invocations?function=li-dry").json().path("invocations"))
        .isEmpty();
  }

  @Test
  void aKeyMustBeThereAndMayOnlyWhatItsScopesSay(HostClient host) {
    host.deployed("li-mine", LambdaClients.adding());
    host.deployed("li-open", LambdaClients.adding(), "auth: public");
    String path = INVOKE.formatted("li-mine");
    HttpRequest.Builder none = HostClient.anonymous(host.gateway(), path);
    assertFault(
        host.send(none.POST(BodyPublishers.ofString("{}"))),
        403,
        "MissingAuthenticationTokenException",
        "Missing Authentication Token");
    HttpRequest.Builder open = HostClient.anonymous(host.gateway(), INVOKE.formatted("li-open"));
    assertFault(
        host.send(open.POST(BodyPublishers.ofString("{}"))),
        403,
        "MissingAuthenticationTokenException",
        "Missing Authentication Token");
    String other = host.newKey("invoke:li-other");
    assertFault(
        host.send(bearer(host, path, other)), 403, "AccessDeniedException", "invoke:li-mine");
    host.send(bearer(host, path, host.newKey("invoke:li-mine"))).expect(200);
    assertFault(
        host.send(bearer(host, path, "hk_0000000000000000.x")),
        403,
        "UnrecognizedClientException",
        "not known here");
  }

  private static HttpRequest.Builder bearer(HostClient host, String path, String key) {
    return HostClient.anonymous(host.gateway(), path)
        .header("Authorization", "Bearer " + key)
        .POST(BodyPublishers.ofString("{}"));
  }

  @Test
  void ratesAndLimitsAreTypedErrors(HostClient host) {
    host.deployed("li-off", LambdaClients.adding(), "concurrency: {max: 0}");
    Reply off = invoke(host, "li-off", "{}", Map.of());
    assertFault(off, 429, "TooManyRequestsException", "Rate Exceeded");
    assertThat(off.json().path("Reason").asString())
        .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
    assertThat(off.header("retry-after")).isEqualTo("60");

    host.deployed("li-rate", LambdaClients.adding(), "rate: 1/h");
    invoke(host, "li-rate", "{}", Map.of()).expect(200);
    Reply rate = invoke(host, "li-rate", "{}", Map.of("X-Amz-Invocation-Type", "Event"));
    assertFault(rate, 429, "TooManyRequestsException", "Rate Exceeded");
    assertThat(rate.json().path("Reason").asString())
        .isEqualTo("ReservedFunctionInvocationRateLimitExceeded");

    host.deployed("li-key", LambdaClients.adding());
    String key =
        host.admin("POST", "/v1/keys", "{\"scopes\": [\"invoke:*\"], \"rate\": \"1/h\"}")
            .json()
            .path("key")
            .asString();
    host.send(bearer(host, INVOKE.formatted("li-key"), key)).expect(200);
    Reply limited = host.send(bearer(host, INVOKE.formatted("li-key"), key));
    assertFault(limited, 429, "TooManyRequestsException", "Rate Exceeded");
    assertThat(limited.json().path("Reason").asString()).isEqualTo("CallerRateLimitExceeded");
  }
}
