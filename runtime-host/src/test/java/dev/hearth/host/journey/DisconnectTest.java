package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What happens to a call whose caller goes away. */
@ExtendWith(SharedHost.class)
class DisconnectTest {

  /** Says how often it has begun, or sleeps for long; keeps its beginning and end. */
  private static final String STATE =
      """
      static final java.util.concurrent.atomic.AtomicInteger BEGUN =
          new java.util.concurrent.atomic.AtomicInteger();
      static final java.util.concurrent.atomic.AtomicInteger ENDED =
          new java.util.concurrent.atomic.AtomicInteger();
      """;

  private static final String TELLS =
      """
      if (request.rawQuery().equals("tell")) {
        return HttpResponse.text(BEGUN + " " + ENDED);
      }
      BEGUN.incrementAndGet();
      """;

  private static String ask(HostClient host, String function) {
    return "GET /fn/%s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(function, host.key());
  }

  private static List<JsonNode> calls(HostClient host, String function) {
    JsonNode all =
        host.admin("GET", "/v1/invocations?function=" + function).json().path("invocations");
    return StreamSupport.stream(all.spliterator(), false).toList();
  }

  private static void awaitOutcome(HostClient host, String function, String outcome) {
    Eventually.holds(
        "a call ends as " + outcome,
        () ->
            calls(host, function).stream()
                .anyMatch(call -> call.path("outcome").asString().equals(outcome)));
  }

  private static void awaitTold(HostClient host, String function, String told) {
    Eventually.holds(
        "it tells " + told, () -> host.get(function + "?tell").expect(200).text().equals(told));
  }

  @Test
  void aCallThatWaitsEndsAtOnceAndNeverRuns(HostClient host, @TempDir Path directory)
      throws Exception {
    host.deployed(
        "waits",
        Functions.waitingAtGate("let through"),
        "concurrency: {max: 1}\ntimeout: {queue: 50s}");
    Path gate = directory.resolve("gate");
    var first = host.getLater("waits?gate=" + gate);
    Eventually.holds("it runs", () -> Files.exists(directory.resolve("gate.in")));
    double before = host.metric("hearth_calls_waiting");
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "waits?who=second&gate=" + gate));
      Eventually.holds("another waits", () -> host.metric("hearth_calls_waiting") > before);
    }
    awaitOutcome(host, "waits", "cancelled");
    Files.createFile(gate);
    assertThat(first.join().expect(200).text()).isEqualTo("let through");
    host.get("waits?who=third&gate=" + gate).expect(200);
    assertThat(directory.resolve("gate.insecond")).doesNotExist();
  }

  @Test
  void aCallThatRunsIsInterruptedAndItsInstanceStays(HostClient host) throws Exception {
    host.deployed(
        "sleeps",
        Functions.http(
            STATE,
            TELLS
                + """
                try {
                  Thread.sleep(25_000);
                } catch (InterruptedException e) {
                  ENDED.incrementAndGet();
                }
                return HttpResponse.of(204);
                """),
        "concurrency: {perInstance: 2}");
    host.get("sleeps?tell").expect(200);
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "sleeps"));
      awaitTold(host, "sleeps", "1 0");
    }
    awaitTold(host, "sleeps", "1 1");
    awaitOutcome(host, "sleeps", "cancelled");
    JsonNode call =
        calls(host, "sleeps").stream()
            .filter(c -> c.path("outcome").asString().equals("cancelled"))
            .findFirst()
            .orElseThrow();
    assertThat(call.path("status").intValue()).isEqualTo(499);
    assertThat(host.get("sleeps?tell").expect(200).cold()).isFalse();
    assertThat(host.instances("sleeps")).isEqualTo(1);
  }

  @Test
  void aCallThatIgnoresTheInterruptIsEnded(HostClient host) throws Exception {
    host.deployed(
        "ignores",
        Functions.http(
            """
            for (;;) {
              try { Thread.sleep(10_000); } catch (InterruptedException swallowed) { }
            }
            """));
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "ignores"));
      Eventually.holds("it runs", () -> host.instances("ignores") == 1);
    }
    awaitOutcome(host, "ignores", "cancelled");
    Eventually.holds("its instance is gone", () -> host.instances("ignores") == 0);
  }

  @Test
  void aStreamedAnswerEndsWithItsReader(HostClient host) throws Exception {
    host.deployed(
        "ticks",
        Functions.http(
            """
            return HttpResponse.events(events -> {
              for (int i = 0; ; i++) { events.send("" + i); Thread.sleep(5); }
            });
            """));
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "ticks"));
      wire.readUntil("data: 3\n");
    }
    awaitOutcome(host, "ticks", "cancelled");
  }

  @Test
  void aStreamThatIsResetOverHttp2EndsItsCall(HostClient host) throws Exception {
    host.deployed(
        "resets",
        Functions.http(
            STATE,
            TELLS
                + """
                try {
                  Thread.sleep(25_000);
                } catch (InterruptedException e) {
                  ENDED.incrementAndGet();
                }
                return HttpResponse.of(204);
                """),
        "concurrency: {perInstance: 2}");
    host.get("resets?tell").expect(200);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      client.send(host.toGateway("/fn/resets?tell").GET().build(), BodyHandlers.ofString());
      var later =
          client.sendAsync(host.toGateway("/fn/resets").GET().build(), BodyHandlers.ofString());
      awaitTold(host, "resets", "1 0");
      later.cancel(true);
      awaitTold(host, "resets", "1 1");
    }
    awaitOutcome(host, "resets", "cancelled");
  }

  @Test
  void aCallGoesOnWhereTheManifestSaysSo(HostClient host) throws Exception {
    host.deployed(
        "goes-on",
        Functions.http(
            STATE,
            TELLS
                + """
                return HttpResponse.stream("a/b", out -> {
                  for (int i = 0; i < 40; i++) {
                    out.write(new byte[20_000]);
                    Thread.sleep(5);
                  }
                  ENDED.incrementAndGet();
                });
                """),
        "concurrency: {perInstance: 2}\nonDisconnect: continue");
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(ask(host, "goes-on"));
      wire.readUntil("\r\n\r\n");
    }
    awaitTold(host, "goes-on", "1 1");
    assertThat(calls(host, "goes-on"))
        .allMatch(call -> call.path("outcome").asString().equals("success"));
  }
}
