package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.fixture.FunctionJar;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A new user uploads a first function, calls it, and looks at what happened. */
@ExtendWith(SharedHost.class)
class FirstFunctionTest {

  @Test
  void tellsAfterAnUploadWhatWasFoundAndWhereItIs(HostClient host) throws Exception {
    FunctionJar jar = Functions.greeting();
    Reply reply = host.deployed("told", jar, "env: {A: b}");
    JsonNode told = reply.json();
    String sha256 =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar.bytes()));
    assertThat(reply.header("location")).isEqualTo("/v1/functions/told");
    assertThat(told.path("version").intValue()).isEqualTo(1);
    assertThat(told.path("sha256").asString()).isEqualTo(sha256);
    assertThat(told.path("bytes").intValue()).isEqualTo(jar.bytes().length);
    assertThat(told.path("entryPoints").path(0).path("handler").asString())
        .isEqualTo("com.acme.Greeting");
    assertThat(told.path("entryPoints").path(0).path("contract").asString())
        .isEqualTo("java.util.function.Function");
    assertThat(told.path("audit").path("classes").intValue()).isEqualTo(1);
    assertThat(told.path("address").asString()).isEqualTo(host.gateway() + "/fn/told");
    assertThat(told.path("config").path("env").path(0).asString()).isEqualTo("A");
  }

  @Test
  void takesAnUploadHoweverItIsSent(HostClient host) {
    byte[] jar = Functions.greeting().bytes();
    host.uploadParts("sent-as-form", HostClient.filePart("artifact", jar)).expect(201);
    host.upload("sent-bare", jar, "application/java-archive").expect(201);
    host.upload("sent-by-curl", jar, "application/x-www-form-urlencoded").expect(201);
    for (String name : List.of("sent-as-form", "sent-bare", "sent-by-curl")) {
      assertThat(host.post(name, "{\"name\": \"Ada\"}").json().path("greeting").asString())
          .isEqualTo("Hello, Ada!");
    }
  }

  @Test
  void answersColdAndThenWarm(HostClient host) {
    host.deployed("cold-warm", Functions.greeting());
    Reply cold = host.post("cold-warm", "{\"name\": \"Ada\", \"id\": 7}").expect(200);
    Reply warm = host.post("cold-warm", "{\"name\": \"Ada\", \"id\": 7}").expect(200);
    assertThat(cold.text()).isEqualTo("{\"name\":\"Ada\",\"id\":7,\"greeting\":\"Hello, Ada!\"}");
    assertThat(warm.text()).isEqualTo(cold.text());
    assertThat(cold.cold()).isTrue();
    assertThat(cold.millis("init")).isPositive();
    assertThat(warm.cold()).isFalse();
    assertThat(warm.millis("init")).isZero();
    assertThat(warm.millis("run")).isPositive();
    assertThat(cold.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void namesEachCallAndItsTraceInTheResponse(HostClient host) {
    host.deployed("named", Functions.greeting());
    Reply one = host.post("named", "{}").expect(200);
    Reply other = host.post("named", "{}").expect(200);
    assertThat(one.invocation())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        .isNotEqualTo(other.invocation());
    assertThat(one.header("server-timing"))
        .matches("queue;dur=\\d+\\.\\d{3}, init;dur=\\d+\\.\\d{3}, run;dur=\\d+\\.\\d{3}");
    assertThat(one.header("traceresponse")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]");
  }

  @Test
  void continuesTheTraceOfTheCaller(HostClient host) {
    host.deployed("traced", Functions.http("return HttpResponse.text(context.traceparent());"));
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    Reply reply =
        host.send(
            host.toGateway("/fn/traced")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .GET());
    assertThat(reply.header("traceresponse"))
        .startsWith("00-" + trace + "-")
        .doesNotContain("00f067aa0ba902b7")
        .isEqualTo(reply.text());
    assertThat(host.recordOf(reply).json().path("traceId").asString()).isEqualTo(trace);
  }

  @Test
  void remembersTheCallWithTheTimeItTook(HostClient host) {
    host.deployed("remembered", Functions.greeting());
    Reply cold = host.post("remembered/some/path?x=1", "{}").expect(200);
    JsonNode entry = host.recordOf(cold).json();
    assertThat(entry.path("function").asString()).isEqualTo("remembered");
    assertThat(entry.path("version").intValue()).isEqualTo(1);
    assertThat(entry.path("state").asString()).isEqualTo("succeeded");
    assertThat(entry.path("outcome").asString()).isEqualTo("success");
    assertThat(entry.path("status").intValue()).isEqualTo(200);
    assertThat(entry.path("method").asString()).isEqualTo("POST");
    assertThat(entry.path("path").asString()).isEqualTo("/some/path");
    assertThat(entry.path("coldStart").asBoolean()).isTrue();
    assertThat(entry.path("timeMillis").path("load").asDouble()).isPositive();
    assertThat(entry.path("usage").path("allocatedBytes").asLong()).isPositive();
    assertThat(host.admin("GET", "/v1/invocations?function=remembered").json().path("invocations"))
        .hasSize(1);
  }

  @Test
  void showsTheColdStartInTheTraceOfTheFirstCallOnly(HostClient host) {
    host.deployed("spans", Functions.greeting());
    Reply cold = host.post("spans", "{}").expect(200);
    Reply warm = host.post("spans", "{}").expect(200);
    assertThat(spans(host, cold))
        .containsExactly("invocation", "queue", "cold start", "load", "init", "run");
    assertThat(spans(host, warm)).containsExactly("invocation", "queue", "run");
  }

  private static List<String> spans(HostClient host, Reply reply) {
    host.recordOf(reply);
    return host.admin("GET", "/v1/invocations/" + reply.invocation() + "/trace")
        .expect(200)
        .json()
        .path("spans")
        .valueStream()
        .map(span -> span.path("name").asString())
        .toList();
  }

  @Test
  void showsWhatTheCallHasLogged(HostClient host) {
    host.deployed(
        "logged",
        Functions.http("System.out.println(\"here I am\"); return HttpResponse.text(\"done\");"));
    Reply reply = host.get("logged").expect(200);
    JsonNode line = host.logsOf(reply, 1).json().path("lines").path(0);
    assertThat(line.path("text").asString()).isEqualTo("here I am");
    assertThat(line.path("source").asString()).isEqualTo("stdout");
    assertThat(line.path("level").asString()).isEqualTo("info");
  }

  @Test
  void isWellAndReadyWithoutAKey(HostClient host) {
    assertThat(host.send(HostClient.anonymous(host.admin(), "/healthz")).status()).isEqualTo(200);
    assertThat(host.send(HostClient.anonymous(host.admin(), "/readyz")).status()).isEqualTo(200);
  }

  @Test
  void aPublicFunctionNeedsNoKey(HostClient host) {
    host.deployed("open", Functions.greeting(), "auth: public");
    Reply reply =
        host.send(
            HostClient.anonymous(host.gateway(), "/fn/open").POST(BodyPublishers.ofString("{}")));
    assertThat(reply.status()).isEqualTo(200);
  }
}
