package dev.hearth.host.request.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidRequestTest {

  private static final String LAST =
      "GET /last HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n";

  private static final String EXPECTING =
      """
      POST /e HTTP/1.1\r
      Host: a.example\r
      Expect: 100-continue\r
      Content-Length: 3\r
      \r
      """;

  private final GuardedServer server = GuardedServer.echoing(WireLimits.DEFAULTS);

  @AfterAll
  void stop() {
    server.close();
  }

  static List<ValidRequests.Case> cases() {
    return ValidRequests.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAnsweredAndTheConnectionStaysOpen(ValidRequests.Case valid) throws IOException {
    try (var client = new RawClient(server.port())) {
      client.send(valid.text());
      client.send(LAST);
      assertThat(client.readToClose())
          .startsWith("HTTP/1." + valid.minor() + " ")
          .containsSubsequence(valid.echo(), "GET /last []")
          .doesNotContain("\"status\"");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAnsweredWhenItComesByteByByte(ValidRequests.Case valid) throws IOException {
    try (var client = new RawClient(server.port())) {
      client.sendByteByByte(valid.text() + LAST);
      assertThat(client.readToClose())
          .containsSubsequence(valid.echo(), "GET /last []")
          .doesNotContain("\"status\"");
    }
  }

  @Test
  void answersThreePipelinedRequestsInOrder() throws IOException {
    String get = "GET /%d HTTP/1.1\r\nHost: a.example\r\n\r\n";
    String post = "POST /2 HTTP/1.1\r\nHost: a.example\r\nContent-Length: 3\r\n\r\nabc";
    try (var client = new RawClient(server.port())) {
      client.send(get.formatted(1) + post + get.formatted(3) + LAST);
      assertThat(client.readToClose())
          .containsSubsequence("GET /1 []", "POST /2 [abc]", "GET /3 []", "GET /last []");
    }
  }

  @Test
  void answersHeadWithoutABody() throws IOException {
    try (var client = new RawClient(server.port())) {
      client.send("HEAD /h HTTP/1.1\r\nHost: a.example\r\n\r\n" + LAST);
      assertThat(client.readToClose())
          .doesNotContain("HEAD /h []")
          .containsSubsequence("HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "GET /last []");
    }
  }

  @Test
  void sendsContinueBeforeTheBodyComes() throws IOException {
    try (var client = new RawClient(server.port())) {
      client.send(EXPECTING);
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
      assertThat(client.send("abc" + LAST).readToClose())
          .containsSubsequence("POST /e [abc]", "GET /last []");
    }
  }

  @Test
  void keepsAnHttp10ConnectionWhenAsked() throws IOException {
    String get = "GET /%d HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    try (var client = new RawClient(server.port())) {
      client.send(get.formatted(1));
      client.readUntil("GET /1 []");
      client.send(get.formatted(2));
      client.readUntil("GET /2 []");
      assertThat(client.send("GET /3 HTTP/1.0\r\n\r\n").readToClose()).contains("GET /3 []");
    }
  }

  @Test
  void carriesALargeBody() throws IOException {
    String body = "0123456789abcdef".repeat(64 * 1024);
    String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
    try (var client = new RawClient(server.port())) {
      client.send(
          "POST /l HTTP/1.1\r\nHost: a.example\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      client.readUntil("POST /l [" + body + "]");
      client.send(
          "POST /c HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n"
              + chunk
              + "0\r\n\r\n");
      client.readUntil("POST /c [" + body + "]");
    }
  }
}
