package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Functions and keys are called as often as they may be, and whoever comes too often is told. */
@ExtendWith(SharedHost.class)
class RatesTest {

  @Test
  void aFunctionIsCalledAsOftenAsItsManifestSays(HostClient host) {
    host.deployed("rated", Functions.saying("hi"), "rate: 1/h burst 2");
    host.get("rated").expect(200);
    host.get("rated@1").expect(200);
    Reply reply = host.get("rated").expectProblem(429, "throttled", "function");
    assertThat(reply.detail()).contains("function rated", "rate: 1/h burst 2");
    assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(1, 3600);
    assertThat(reply.invocation()).as("it never became an invocation").isEmpty();
    assertThat(
            host.admin("GET", "/v1/functions/rated")
                .json()
                .path("active")
                .path("config")
                .path("rate")
                .asString())
        .isEqualTo("1/h burst 2");
  }

  @Test
  void callsByFunctionsCountAsWell(HostClient host) {
    host.deployed("rated-callee", Functions.saying("hi"), "rate: 1/h");
    host.deployed(
        "rated-caller",
        Functions.http(
            """
            try {
              return context.invoke("rated-callee", "");
            } catch (InvocationFailedException e) {
              return HttpResponse.text(e.reason());
            }
            """),
        "permissions: {invoke: [rated-callee]}");
    assertThat(host.get("rated-caller").text()).isEqualTo("hi");
    assertThat(host.get("rated-caller").text()).isEqualTo("throttled");
  }

  @Test
  void aKeyIsUsedAsOftenAsItMayBe(HostClient host) {
    host.deployed("keyed", Functions.saying("hi"));
    Reply made = host.admin("POST", "/v1/keys", "{\"scopes\": [\"invoke:*\"], \"rate\": \"1/h\"}");
    made.expect(201);
    assertThat(made.json().path("rate").asString()).isEqualTo("1/h");
    String key = made.json().path("key").asString();
    with(host, key).expect(200);
    Reply reply = with(host, key).expectProblem(429, "throttled", "function");
    assertThat(reply.detail()).contains("key hk_" + made.json().path("id").asString(), "1/h");
    assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(3000, 3600);
    host.get("keyed").expect(200);
    assertThat(host.admin("GET", "/v1/keys").text()).contains("\"rate\":\"1/h\"");
  }

  private static Reply with(HostClient host, String key) {
    return host.send(
        HostClient.anonymous(host.gateway(), "/fn/keyed")
            .header("Authorization", "Bearer " + key)
            .POST(BodyPublishers.noBody()));
  }

  @Test
  void showsTheFormOfARate(HostClient host) {
    Reply reply = host.admin("POST", "/v1/keys", "{\"scopes\": [\"read\"], \"rate\": \"often\"}");
    reply.expectProblem(400, "invalid-request", "caller");
    assertThat(reply.detail()).contains("\"rate\"", "\"often\"", "100/s");
    host.admin("POST", "/v1/keys", "{\"scopes\": [\"read\"], \"rate\": {\"limit\": 5}}")
        .expectProblem(400, "invalid-request", "caller");
    Reply upload = host.deploy("ill-rated", Functions.saying("hi"), "rate: often");
    upload.expectProblem(422, "invalid-config", "caller");
    assertThat(upload.text()).contains("100/s");
  }
}
