package dev.hearth.host.request.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

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

  /** Runs the task six times {@link #SOON} later. */
  private static void later(Runnable task) {
    CompletableFuture.delayedExecutor(1200, TimeUnit.MILLISECONDS).execute(task);
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
  void endsASecondHeadThatDoesNotComeToItsEnd() throws IOException {
    try (var server = server(SOON, NEVER, NEVER);
        var client = new RawClient(server.port())) {
      assertThat(client.send(GET + "GET /second").readToClose())
          .containsSubsequence("GET / []", "HTTP/1.1 408 ");
      assertThat(server.reached()).containsExactly("GET /");
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
  void bearsABodyThatComesSlowlyEnough() throws Exception {
    try (var server = server(NEVER, Duration.ofSeconds(2), NEVER);
        var client = new RawClient(server.port())) {
      client.send(POST + "Content-Length: 40\r\n\r\n");
      for (int i = 0; i < 10; i++) {
        Thread.sleep(300);
        client.send("abcd");
      }
      assertThat(client.readUntil("]")).endsWith("[" + "abcd".repeat(10) + "]");
    }
  }

  @Test
  void bearsAClientThatAwaitsContinue() throws Exception {
    try (var server =
            new GuardedServer(
                limits(NEVER, SOON, NEVER),
                request -> {
                  request.body().onSuccess(body -> request.response().end("[" + body + "]"));
                  later(() -> request.response().writeContinue());
                });
        var client = new RawClient(server.port())) {
      client.send(POST + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
      client.send("abc");
      assertThat(client.readUntil("]")).endsWith("[abc]");
    }
  }

  @Test
  void closesAnIdleConnectionAfterItsAnswer() throws IOException {
    try (var server = server(NEVER, NEVER, SOON);
        var client = new RawClient(server.port())) {
      assertThat(client.send(GET).readToClose()).endsWith("GET / []");
    }
  }

  @Test
  void neverCountsTheTimeOfAnAnswerAsIdle() throws IOException {
    try (var server =
            new GuardedServer(
                limits(SOON, SOON, SOON),
                request -> {
                  later(() -> request.response().end("late"));
                });
        var client = new RawClient(server.port())) {
      assertThat(client.send(GET).readToClose()).endsWith("late");
    }
  }
}
