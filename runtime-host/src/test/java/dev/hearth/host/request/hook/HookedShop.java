package dev.hearth.host.request.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.Rate;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.queue.durable.TaskQuery;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.registry.trigger.TriggerSpec.Verify;
import dev.hearth.host.registry.trigger.TriggerSpec.Webhook;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A function with a webhook of each kind, and what its senders do. */
abstract class HookedShop {

  static final String STANDARD = "whsec_aGVhcnRoLXRlc3Qtc2VjcmV0LWhlYXJ0aC10ZXN0ISE=";
  static final String SECRET = "It's a Secret to Everybody";
  static final String BODY = "{\"type\":\"event\",\"id\":\"evt_1\",\"n\":1}";
  static final long NOW = ManualTime.START.getEpochSecond();

  @TempDir Path directory;
  HookedHost host;

  @BeforeEach
  void start() {
    host = new HookedHost(directory);
    host.secrets.put("WH", bytes(STANDARD));
    host.secrets.put("S", bytes(SECRET));
    Duration tolerance = Duration.ofMinutes(5);
    host.deploy(
        "shop",
        Rate.UNLIMITED,
        new Webhook("standard", Verify.STANDARD, "WH", tolerance, ""),
        new Webhook("github", Verify.GITHUB, "S", Duration.ZERO, ""),
        new Webhook("stripe", Verify.STRIPE, "S", tolerance, ""),
        new Webhook("slack", Verify.SLACK, "S", tolerance, ""),
        new Webhook("acme", Verify.HMAC, "S", Duration.ZERO, "X-Acme"),
        new Webhook("unset", Verify.GITHUB, "NOT_SET", Duration.ZERO, ""),
        new Webhook("unfit", Verify.STANDARD, "S", tolerance, ""));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  HttpResponse<String> send(String hook, String body, Map<String, String> fields) {
    return host.send("/hooks/shop/" + hook, bytes(body), fields);
  }

  List<TaskRecord> tasks() {
    return host.tasks.list(new TaskQuery("", Set.of(), "", 100));
  }

  static String id(HttpResponse<String> accepted) {
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String id = accepted.headers().firstValue("x-invocation-id").orElseThrow();
    assertThat(accepted.headers().firstValue("location")).contains("/invocations/" + id);
    return id;
  }

  static void problem(HttpResponse<String> answer, int status, String... says) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body()).contains(says).doesNotContain(SECRET, STANDARD);
  }
}
