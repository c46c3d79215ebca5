package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.request.hook.Signing;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From the sender's signature to the function's run, over a real host and its store. */
class WebhooksTest {

  private static final String SECRET = "It's a Secret to Everybody";
  private static final String STANDARD = "whsec_aGVhcnRoLXRlc3Qtc2VjcmV0LWhlYXJ0aC10ZXN0ISE=";

  @TempDir Path directory;

  /** Answers how it was called. */
  private static FunctionJar telling() {
    return Functions.http(
        """
        return HttpResponse.text(String.join("|",
            request.method(), request.path(), request.header("x-github-event").orElse("-"),
            request.bodyText(), "" + context.attempt(),
            "" + request.headers().asMap().keySet().stream()
                .anyMatch(name -> name.contains("signature"))));
        """);
  }

  private static Reply send(HostClient host, String hook, String body, Map<String, String> fields) {
    HttpRequest.Builder request =
        HostClient.anonymous(host.gateway(), "/hooks/" + hook).POST(BodyPublishers.ofString(body));
    fields.forEach(request::header);
    return host.send(request);
  }

  private static JsonNode ended(HostClient host, String id) {
    return Eventually.get(
            () -> host.send(host.toGateway("/invocations/" + id).GET()),
            reply -> !List.of("queued", "running").contains(reply.json().path("state").asString()))
        .expect(200)
        .json();
  }

  @Test
  void aSignedDeliveryRunsTheFunctionOnce() {
    try (RunningHost running = RunningHost.start(directory)) {
      HostClient host = running.client();
      host.admin("PUT", "/v1/secrets/GH_SECRET", SECRET).expect(201);
      host.deployed(
          "shop", telling(), "triggers: [{webhook: {verify: github, secret: GH_SECRET}}]");
      Map<String, String> signed = Signing.github(SECRET, "d-1", "{\"n\":1}");

      send(host, "shop/github", "{\"n\":2}", signed)
          .expectProblem(401, "unauthenticated", "caller");
      Reply accepted = send(host, "shop/github", "{\"n\":1}", signed).expect(202);
      String id = accepted.json().path("id").asString();
      assertThat(accepted.header("location")).isEqualTo("/invocations/" + id);

      JsonNode task = ended(host, id);
      assertThat(task.path("state").asString()).isEqualTo("succeeded");
      Reply result = host.send(host.toGateway("/invocations/" + id + "/result").GET());
      assertThat(result.text()).isEqualTo("POST|/hooks/shop/github|push|{\"n\":1}|1|false");

      Reply again = send(host, "shop/github", "{\"n\":1}", signed).expect(202);
      assertThat(again.json().path("id").asString()).isEqualTo(id);
      assertThat(
              host.admin("GET", "/v1/invocations?function=shop").json().path("invocations").size())
          .as("it has run once")
          .isEqualTo(1);
      assertThat(host.admin("GET", "/v1/invocations/" + id).expect(200).text())
          .doesNotContain(SECRET, signed.get("X-Hub-Signature-256"));
    }
  }

  @Test
  void whatWasAcknowledgedIsKnownAfterARestart() {
    String id;
    String body = "{\"type\":\"order.paid\"}";
    try (RunningHost running = RunningHost.start(directory)) {
      HostClient host = running.client();
      host.admin("PUT", "/v1/secrets/WH", STANDARD + "\n").expect(201);
      host.deployed("orders", telling(), "triggers: [{webhook: {verify: standard, secret: WH}}]");
      id = delivered(host, body);
      ended(host, id);
    }
    try (RunningHost running = RunningHost.start(directory)) {
      HostClient host = running.client();
      assertThat(delivered(host, body)).isEqualTo(id);
      assertThat(ended(host, id).path("attempts").intValue()).isEqualTo(1);
    }
  }

  private static String delivered(HostClient host, String body) {
    long now = Instant.now().getEpochSecond();
    return send(host, "orders/standard", body, Signing.standard(STANDARD, "msg_1", now, body))
        .expect(202)
        .json()
        .path("id")
        .asString();
  }

  @Test
  void anotherVersionAnotherWebhook() {
    try (RunningHost running = RunningHost.start(directory)) {
      HostClient host = running.client();
      host.admin("PUT", "/v1/secrets/S", SECRET).expect(201);
      host.deployed("hooked", telling(), "triggers: [{webhook: {verify: github, secret: S}}]");
      host.deployed("hooked", telling(), "triggers: [{webhook: {verify: slack, secret: S}}]");
      Map<String, String> signed = Signing.github(SECRET, "d", "x");
      send(host, "hooked/github", "x", signed).expectProblem(404, "unknown-webhook", "caller");
      String challenge = "{\"type\":\"url_verification\",\"challenge\":\"c\"}";
      long now = Instant.now().getEpochSecond();
      assertThat(
              send(host, "hooked/slack", challenge, Signing.slack(SECRET, now, challenge))
                  .expect(200)
                  .text())
          .isEqualTo("c");
      host.admin("POST", "/v1/functions/hooked/rollback").expect(200);
      send(host, "hooked/github", "x", signed).expect(202);
    }
  }
}
