package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.host.HostClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Streamed answers that do not become complete. */
@ExtendWith(SharedHost.class)
class BrokenAnswersTest {

  @Test
  void whatIsThrownBeforeTheHeadIsAnswered(HostClient host) {
    host.deployed(
        "early",
        Functions.http(
            """
            return HttpResponse.stream("a/b", out -> {
              out.write(1);
              throw new IllegalStateException("not today");
            });
            """));
    assertThat(host.get("early").expectProblem(502, "function-error", "function").detail())
        .contains("not today");
  }

  @Test
  void whatIsThrownBehindTheHeadCutsTheConnection(HostClient host) throws Exception {
    host.deployed(
        "late",
        Functions.http(
            """
            return HttpResponse.stream("a/b", out -> {
              out.write("part".getBytes());
              out.flush();
              throw new IllegalStateException("not today");
            });
            """));
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(StreamedAnswersTest.ask(host, "GET", "late"));
      String read = wire.readToClose();
      assertThat(read).startsWith("HTTP/1.1 200 ").contains("part").doesNotContain("\r\n0\r\n");
      assertThat(StreamedAnswersTest.outcome(host, read)).isEqualTo("function-error");
    }
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      HttpResponse<InputStream> response =
          client.send(host.toGateway("/fn/late").GET().build(), BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> response.body().readAllBytes())
          .withStackTraceContaining("RST_STREAM");
    }
  }

  @Test
  void aCallThatPassesALimitBehindTheHeadCutsTheConnection(HostClient host) throws Exception {
    host.deployed(
        "spins",
        Functions.http(
            """
            return HttpResponse.stream("a/b", out -> {
              out.write("part".getBytes());
              out.flush();
              for (;;) { }
            });
            """),
        "timeout: {run: 1500ms}");
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(StreamedAnswersTest.ask(host, "GET", "spins"));
      String read = wire.readToClose();
      assertThat(read).startsWith("HTTP/1.1 200 ").contains("part").doesNotContain("\r\n0\r\n");
      assertThat(StreamedAnswersTest.outcome(host, read)).isEqualTo("run-timeout");
    }
  }

  @Test
  void aCallThatWaitsForItsClientIsEndedInTime(HostClient host) throws Exception {
    host.deployed(
        "floods",
        Functions.http(
            "return HttpResponse.stream(\"a/b\", out -> { for (;;) out.write(new byte[9_999]); });"),
        "timeout: {run: 1500ms}");
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(StreamedAnswersTest.ask(host, "GET", "floods"));
      String head = wire.readUntil("\r\n\r\n");
      assertThat(StreamedAnswersTest.outcome(host, head)).isEqualTo("run-timeout");
      assertThat(wire.isClosedByHost()).isTrue();
    }
  }

  @Test
  void aFunctionWithoutStackHarmsNobody(HostClient host) throws Exception {
    host.deployed(
        "deep",
        Functions.http(
            """
            static void sink(java.io.OutputStream out) throws java.io.IOException {
              try {
                sink(out);
              } catch (StackOverflowError e) {
                out.write(1);
                out.flush();
                throw e;
              }
            }
            """,
            "return HttpResponse.stream(\"a/b\", Web::sink);"));
    for (int i = 0; i < 5; i++) {
      try (Wire wire = new Wire(host.gateway())) {
        String asked = StreamedAnswersTest.ask(host, "GET", "deep");
        wire.send(asked.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        assertThat(wire.isClosedByHost())
            .isTrue(); // with a part of an answer, a problem or nothing
      }
    }
    for (int i = 0; i < 8; i++) {
      try (Wire wire = new Wire(host.gateway())) { // the loops take connections in turn
        wire.send(StreamedAnswersTest.ask(host, "GET", "nobody"));
        assertThat(wire.readResponse()).startsWith("HTTP/1.1 404 ");
      }
    }
  }
}
