package dev.hearth.host.request.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvalidRequestTest {

  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a.example\r\n\r\n";
  private static final String FIRST = "GET /first HTTP/1.1\r\nHost: a.example\r\n\r\n";
  private static final String CHUNKED =
      "POST /chunked HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final GuardedServer server = GuardedServer.echoing(WireLimits.DEFAULTS);

  @BeforeEach
  void forget() {
    server.reached().clear();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static List<InvalidRequests.Case> cases() {
    return InvalidRequests.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedAndTheConnectionClosed(InvalidRequests.Case invalid) throws IOException {
    try (var client = new RawClient(server.port())) {
      client.send(invalid.text() + SMUGGLED);
      String answer = client.readToClose();
      assertThat(answer)
          .startsWith("HTTP/1.1 " + invalid.status() + " ")
          .containsIgnoringCase("\r\nConnection: close\r\n")
          .contains("\r\nContent-Type: application/problem+json\r\n")
          .contains("\"status\":" + invalid.status(), "\"reason\":\"invalid-request\"")
          .endsWith("\"component\":\"caller\"}")
          .containsOnlyOnce("HTTP/1.1 " + invalid.status());
    }
    assertThat(server.reached()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedBehindAValidRequestOnlyAfterThatIsAnswered(InvalidRequests.Case invalid)
      throws IOException {
    try (var client = new RawClient(server.port())) {
      client.send(FIRST + invalid.text() + SMUGGLED);
      assertThat(client.readToClose())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .containsSubsequence("GET /first []", "HTTP/1.1 " + invalid.status() + " ");
    }
    assertThat(server.reached()).containsExactly("GET /first");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void neverSmugglesWhenItComesInTwoPieces(InvalidRequests.Case invalid) throws IOException {
    int half = invalid.text().length() / 2;
    try (var client = new RawClient(server.port())) {
      client.send(invalid.text().substring(0, half));
      client.send(invalid.text().substring(half) + SMUGGLED);
      assertThat(client.readToClose()).startsWith("HTTP/1.1 " + invalid.status() + " ");
    }
    assertThat(server.reached()).doesNotContain("GET /smuggled");
  }

  @Test
  void tooManyTrailersAreRefused() throws IOException {
    try (var client = new RawClient(server.port())) {
      client.send(CHUNKED + "0\r\n" + "X: y\r\n".repeat(5_000) + "\r\n" + SMUGGLED);
      assertThat(client.readToClose()).startsWith("HTTP/1.1 431 ");
    }
    assertThat(server.reached()).doesNotContain("GET /smuggled");
  }

  @Test
  void aBrokenChunkIsAnsweredWhenTheHandlerWaitsForTheBody() throws IOException {
    try (var client = new RawClient(server.port())) {
      client.send(FIRST + CHUNKED + "3\r\nabc\r\n");
      client.readUntil("GET /first []");
      assertThat(client.send("zz\r\n" + SMUGGLED).readToClose()).startsWith("HTTP/1.1 400 ");
    }
    assertThat(server.reached()).containsExactly("GET /first", "POST /chunked");
  }

  @Test
  void aBrokenChunkEndsAnAnswerThatHasBegun() throws IOException {
    try (var streaming =
            new GuardedServer(
                WireLimits.DEFAULTS,
                request -> request.response().setChunked(true).write("begun"));
        var client = new RawClient(streaming.port())) {
      client.send(CHUNKED + "3\r\nabc\r\n");
      assertThat(client.readUntil("begun")).startsWith("HTTP/1.1 200 ");
      assertThat(client.send("zz\r\n" + SMUGGLED).readToClose()).doesNotContain("HTTP/1.1");
      assertThat(streaming.reached()).containsExactly("POST /chunked");
    }
  }

  @Test
  void aBrokenChunkBehindACompleteAnswerClosesOnly() throws IOException {
    try (var hasty =
            new GuardedServer(WireLimits.DEFAULTS, request -> request.response().end("early"));
        var client = new RawClient(hasty.port())) {
      client.send(CHUNKED + "3\r\nabc\r\n");
      client.readUntil("early");
      assertThat(client.send("zz\r\n" + SMUGGLED).readToClose()).isEmpty();
      assertThat(hasty.reached()).containsExactly("POST /chunked");
    }
  }
}
