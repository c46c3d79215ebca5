package dev.hearth.host.journey;

import static dev.hearth.host.journey.LambdaPosts.INVOKE;
import static dev.hearth.host.journey.LambdaPosts.assertFault;
import static dev.hearth.host.journey.LambdaPosts.invoke;
import static dev.hearth.host.journey.LambdaPosts.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the Lambda Invoke API refuses, and how it says so. */
@ExtendWith(SharedHost.class)
class LambdaFaultsTest {

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

  @Test
  void theCodeOfWhoMayNotDeployIsNotEvenRead(HostClient host) throws Exception {
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(
          String.join(
              "\r\n",
              "POST /2015-03-31/functions HTTP/1.1",
              "Host: h",
              "Authorization: Bearer " + host.newKey("read"),
              "Expect: 100-continue",
              "Content-Length: 60000000",
              "",
              ""));
      assertThat(wire.readResponse())
          .startsWith("HTTP/1.1 403 ")
          .contains("AccessDeniedException", "needs the scope deploy or admin");
    }
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
