package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.RunningHost;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host holds streamed bodies to. */
class StreamLimitsTest {

  @TempDir static Path data;

  private static RunningHost host;

  @BeforeAll
  static void start() {
    host =
        RunningHost.start(
            data,
            "--response.stall=400ms",
            "--response.max-stream=32MiB",
            "--request.max-stream=100KiB");
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static String outcome(HostClient client, String function) {
    return Eventually.get(
            () -> client.admin("GET", "/v1/invocations?function=" + function),
            reply -> reply.json().path("invocations").size() == 1)
        .json()
        .path("invocations")
        .path(0)
        .path("outcome")
        .asString();
  }

  private static String ask(String method, String function, String fields) {
    return "%s /fn/%s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(method, function, host.client().key(), fields);
  }

  @Test
  void aClientThatTakesNothingIsCutOff() throws Exception {
    HostClient client = host.client();
    client.deployed(
        "stalls",
        Functions.http(
            """
            return HttpResponse.stream("a/b", out -> {
              for (int i = 0; i < 1000; i++) {
                try { out.write(new byte[20_000]); } catch (java.io.IOException swallowed) { }
              }
            });
            """));
    try (Wire wire = new Wire(client.gateway())) {
      wire.send(ask("GET", "stalls", ""));
      wire.readUntil("\r\n\r\n");
      assertThat(outcome(client, "stalls")).isEqualTo("caller-timeout");
      assertThat(wire.isClosedByHost()).isTrue();
    }
  }

  @Test
  void aWholeAnswerIsNotHeldForAClientThatTakesNothing() throws Exception {
    HostClient client = host.client();
    client.deployed(
        "lump", Functions.http("return HttpResponse.bytes(\"a/b\", new byte[6 << 20]);"));
    try (Wire wire = new Wire(client.gateway())) {
      for (int i = 0; i < 8; i++) {
        wire.send(ask("GET", "lump", ""));
      }
      wire.readUntil("\r\n\r\n");
      Eventually.holds("the connection is closed", () -> !wire.takesMore());
      assertThat(wire.countToClose()).isLessThan(8L * (6 << 20));
    }
  }

  @Test
  void anAnswerThatIsTooLargeIsCut() throws Exception {
    HostClient client = host.client();
    client.deployed(
        "huge",
        Functions.http(
            "return HttpResponse.stream(\"a/b\", out -> { for (;;) out.write(new byte[9_999]); });"),
        "budget: {memory: 256MiB}");
    try (Wire wire = new Wire(client.gateway())) {
      wire.send(ask("GET", "huge", ""));
      long taken = wire.countToClose();
      assertThat(taken).isBetween(16L << 20, 33L << 20);
      assertThat(outcome(client, "huge")).isEqualTo("invalid-response");
    }
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefused() throws Exception {
    HostClient client = host.client();
    client.deployed("announced", StreamedBodiesTest.counting(), "body: stream");
    try (Wire wire = new Wire(client.gateway())) {
      wire.send(ask("POST", "announced", "Content-Length: 200000\r\n"));
      assertThat(wire.readResponse())
          .startsWith("HTTP/1.1 413 ")
          .contains("payload-too-large", "request.max-stream");
    }
  }

  @Test
  void aBodyThatTurnsOutTooLargeIsRefused() throws Exception {
    HostClient client = host.client();
    client.deployed("grows", StreamedBodiesTest.counting(), "body: stream");
    try (Wire wire = new Wire(client.gateway())) {
      wire.send(ask("POST", "grows", "Transfer-Encoding: chunked\r\n"));
      wire.sendChunked(4 << 16);
      assertThat(wire.readResponse())
          .startsWith("HTTP/1.1 413 ")
          .contains("payload-too-large", "request.max-stream");
      assertThat(outcome(client, "grows")).isEqualTo("payload-too-large");
    }
  }
}
