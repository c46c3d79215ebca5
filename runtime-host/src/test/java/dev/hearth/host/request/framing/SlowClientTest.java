package dev.hearth.host.request.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Slow clients over loopback; {@link SlowClientClockTest} has those that are just quick enough. */
class SlowClientTest {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final String GET = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: a.example\r\n";

  private static WireLimits limits(Duration head, Duration body, Duration idle) {
    return new WireLimits(8192, 8192, head, body, 4, idle, Duration.ofSeconds(10));
  }

  private static GuardedServer server(Duration head, Duration body, Duration idle) {
    return GuardedServer.echoing(limits(head, body, idle));
  }

  @Test
  void closesAConnectionThatSendsNothing() throws IOException {
    try (var server = server(SOON, NEVER, NEVER);
        var client = new RawClient(server.port())) {
      assertThat(client.readToClose()).isEmpty();
    }
  }

  @Test
  void endsAHeadThatDoesNotComeToItsEnd() throws IOException {
    try (var server = server(SOON, NEVER, NEVER);
        var client = new RawClient(server.port())) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost:").readToClose())
          .startsWith("HTTP/1.1 408 Request Timeout\r\n")
          .contains("\"reason\":\"caller-timeout\"");
      assertThat(server.reached()).isEmpty();
    }
  }

  @Test
  void endsAHalfPrefaceOfHttp2() throws IOException {
    try (var server = server(SOON, NEVER, NEVER);
        var client = new RawClient(server.port())) {
      assertThat(client.send("PRI * HT").readToClose()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void aSlowHeadIsEndedThoughBytesKeepComing() throws Exception {
    try (var server = server(SOON, NEVER, NEVER);
        var client = new RawClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nX: ");
      Thread dripping = Thread.ofVirtual().start(() -> drip(client));
      assertThat(client.readToClose()).startsWith("HTTP/1.1 408 ");
      dripping.join();
    }
  }

  /** Sends until the connection is closed. */
  private static void drip(RawClient client) {
    try {
      while (true) {
        client.send("x");
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException closed) {
      // Ends here.
    }
  }

  @Test
  void endsABodyThatStops() throws IOException {
    try (var server = server(NEVER, SOON, NEVER);
        var client = new RawClient(server.port())) {
      assertThat(client.send(POST + "Content-Length: 100\r\n\r\nabc").readToClose())
          .startsWith("HTTP/1.1 408 ")
          .contains("\"reason\":\"caller-timeout\"");
    }
  }

  @Test
  void endsAChunkedBodyThatStops() throws IOException {
    try (var server = server(NEVER, SOON, NEVER);
        var client = new RawClient(server.port())) {
      client.send(POST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
      assertThat(client.readToClose()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void closesAnIdleConnectionAfterItsAnswer() throws IOException {
    try (var server = server(NEVER, NEVER, SOON);
        var client = new RawClient(server.port())) {
      assertThat(client.send(GET).readToClose()).endsWith("GET / []");
    }
  }
}
