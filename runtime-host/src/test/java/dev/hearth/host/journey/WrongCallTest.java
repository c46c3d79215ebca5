package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each wrong request is told what to do instead. */
@ExtendWith(SharedHost.class)
class WrongCallTest {

  @Test
  void wantsAKeyForAPrivateFunction(HostClient host) {
    host.deployed("private", Functions.greeting());
    Reply reply =
        host.send(
            HostClient.anonymous(host.gateway(), "/fn/private")
                .POST(BodyPublishers.ofString("{}")));
    reply.expectProblem(401, "unauthenticated", "caller");
    assertThat(reply.detail()).contains("private", "Authorization: Bearer", "auth: public");
    assertThat(reply.header("www-authenticate")).startsWith("Bearer");
  }

  @Test
  void wantsAKeyForTheControlApi(HostClient host) {
    Reply reply = host.send(HostClient.anonymous(host.admin(), "/v1/functions"));
    reply.expectProblem(401, "unauthenticated", "caller");
    assertThat(reply.detail()).contains("Authorization: Bearer", "admin.key");
    host.send(HostClient.anonymous(host.admin(), "/metrics"))
        .expectProblem(401, "unauthenticated", "caller");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "hk_abc.def", "hk_", "hk_.", "."})
  void knowsOnlyItsOwnKeys(String key, HostClient host) {
    host.deploy("guarded", Functions.greeting());
    for (var listener :
        List.of(host.gateway().resolve("/fn/guarded"), host.admin().resolve("/v1/functions"))) {
      Reply reply =
          host.send(
              HostClient.anonymous(listener, listener.getPath())
                  .header("Authorization", "Bearer " + key));
      reply.expectProblem(401, "unauthenticated", "caller");
      assertThat(reply.detail()).contains("not known");
    }
  }

  @Test
  void namesTheScopeThatAKeyLacks(HostClient host) {
    host.deployed("scoped", Functions.greeting());
    host.deployed("other", Functions.greeting());
    String key = host.newKey("invoke:other");
    host.send(withKey(host, "/fn/other", key)).expect(200);
    Reply reply = host.send(withKey(host, "/fn/scoped", key));
    reply.expectProblem(403, "forbidden", "caller");
    assertThat(reply.detail()).contains("invoke:scoped", "admin");
    Reply control =
        host.send(
            HostClient.anonymous(host.admin(), "/v1/functions/scoped")
                .header("Authorization", "Bearer " + key)
                .DELETE());
    control.expectProblem(403, "forbidden", "caller");
    assertThat(control.detail()).contains("scope deploy");
  }

  private static HttpRequest.Builder withKey(HostClient host, String path, String key) {
    return HostClient.anonymous(host.gateway(), path)
        .header("X-Api-Key", key)
        .POST(BodyPublishers.ofString("{}"));
  }

  @Test
  void aKeyThatWasRemovedOpensNothing(HostClient host) {
    String key = host.newKey("read");
    var request =
        HostClient.anonymous(host.admin(), "/v1/functions")
            .header("Authorization", "Bearer " + key);
    host.send(request).expect(200);
    host.admin("DELETE", "/v1/keys/" + key.substring(3, key.indexOf('.'))).expect(204);
    host.send(request).expectProblem(401, "unauthenticated", "caller");
    host.admin("DELETE", "/v1/keys/nobody").expectProblem(404, "unknown-key", "caller");
  }

  @Test
  void saysHowAnUnknownFunctionWouldBeDeployed(HostClient host) {
    Reply reply = host.post("nobody", "{}").expectProblem(404, "unknown-function", "caller");
    assertThat(reply.detail()).contains("nobody", "PUT /v1/functions/nobody");
  }

  @Test
  void namesTheNearestFunctionToWhoeverMaySeeThem(HostClient host) {
    host.deployed("orders-pricer", Functions.greeting());
    Reply reply = host.admin("GET", "/v1/functions/order-pricer");
    reply.expectProblem(404, "unknown-function", "caller");
    assertThat(reply.detail()).contains("orders-pricer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "staging", "0", "-1"})
  void namesTheVersionsAndAliasesThatThereAre(String qualifier, HostClient host) {
    host.deploy("versioned", Functions.greeting());
    host.admin("PUT", "/v1/functions/versioned/aliases/live", "{\"version\": 1}").expect(200);
    Reply reply = host.post("versioned@" + qualifier, "{}");
    reply.expectProblem(404, "unknown-version", "caller");
    assertThat(reply.detail()).contains("\"" + qualifier + "\"", "[1]", "[live]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/fn", "/fn/", "/fn/UPPER", "/fn/x@", "/other"})
  void saysWhereFunctionsAre(String path, HostClient host) {
    Reply reply = host.send(host.toGateway(path));
    reply.expectProblem(404, "unknown-route", "caller");
    assertThat(reply.detail()).contains("/fn/{name}");
  }

  @Test
  void namesTheMethodsThatAFunctionTakes(HostClient host) {
    host.deployed("methods", Functions.greeting());
    Reply reply = host.get("methods").expectProblem(405, "method-not-allowed", "caller");
    assertThat(reply.header("allow")).isEqualTo("POST, OPTIONS");
    assertThat(reply.detail()).contains("POST", "GET");
    host.deployed("supplier", Functions.saying("hi"));
    Reply put = host.send(host.toGateway("/fn/supplier").PUT(BodyPublishers.noBody()));
    put.expectProblem(405, "method-not-allowed", "caller");
    assertThat(put.header("allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
  }

  @Test
  void namesTheMethodThatAControlRouteDoesNotTake(HostClient host) {
    Reply reply = host.admin("POST", "/v1/functions");
    reply.expectProblem(405, "method-not-allowed", "caller");
    assertThat(reply.detail()).contains("/v1/functions", "POST");
    assertThat(reply.header("allow")).contains("GET");
    host.admin("GET", "/v1/nothing").expectProblem(404, "unknown-route", "caller");
  }

  @Test
  void namesTheLineAndColumnWhereJsonBreaks(HostClient host) {
    host.deployed("json", Functions.greeting());
    Reply reply = host.post("json", "{\n  \"name\": Ada\n}");
    reply.expectProblem(400, "invalid-request", "caller");
    assertThat(reply.detail()).contains("line 2", "column");
    assertThat(reply.json().path("invocationId").asString()).isEqualTo(reply.invocation());
    Reply twice = host.post("json", "{} {}").expectProblem(400, "invalid-request", "caller");
    assertThat(twice.detail()).contains("line 1");
    host.post("json", "[1]").expectProblem(400, "invalid-request", "caller");
  }

  @Test
  void namesTheFieldThatDoesNotFit(HostClient host) {
    host.deployed(
        "fields",
        Functions.of(
            "Function<Any.Order, String>",
            """
            public record Line(String sku, int quantity) {}
            public record Order(List<Line> lines) {}
            public String apply(Order order) { return "" + order; }
            """));
    Reply reply = host.post("fields", "{\"lines\": [{\"sku\": \"a\", \"quantity\": \"many\"}]}");
    reply.expectProblem(400, "invalid-request", "caller");
    assertThat(reply.detail()).contains("lines", "quantity", "many");
  }

  @Test
  void saysThatAnEmptyBodyIsNoJson(HostClient host) {
    host.deployed("empty-body", Functions.greeting());
    Reply reply = host.post("empty-body", "").expectProblem(400, "invalid-request", "caller");
    assertThat(reply.detail()).contains("empty", "JSON");
  }

  @Test
  void refusesAHundredMegabytesBeforeTheyAreRead(HostClient host) throws Exception {
    host.deployed("large", Functions.greeting());
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(head(host, "large") + "Content-Length: 104857600\r\n\r\n");
      assertThat(wire.readResponse())
          .startsWith("HTTP/1.1 413 ")
          .contains("payload-too-large", "6MiB", "request.max-body");
      assertThat(wire.isClosedByHost()).isTrue();
    }
  }

  @Test
  void stopsReadingABodyOfUnknownLengthAtTheLimit(HostClient host) throws Exception {
    host.deployed("endless", Functions.greeting());
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(head(host, "endless") + "Transfer-Encoding: chunked\r\n\r\n");
      assertThat(wire.sendChunked(7L << 20)).isGreaterThan(6L << 20);
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 413 ").contains("payload-too-large");
      assertThat(wire.isClosedByHost()).isTrue();
    }
    assertThat(host.post("endless", "{}").status()).isEqualTo(200);
  }

  private static String head(HostClient host, String function) {
    return "POST /fn/"
        + function
        + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
        + host.key()
        + "\r\n";
  }

  @Test
  void saysThatAnInvocationIsNotRemembered(HostClient host) {
    Reply reply = host.admin("GET", "/v1/invocations/nothing");
    reply.expectProblem(404, "unknown-invocation", "caller");
    host.admin("GET", "/v1/invocations?limit=0").expectProblem(400, "invalid-request", "caller");
    host.admin("GET", "/v1/invocations?since=noon").expectProblem(400, "invalid-request", "caller");
  }
}
