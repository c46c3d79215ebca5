package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway speaks HTTP as its clients do. */
@ExtendWith(SharedHost.class)
class HttpTest {

  private static final String ECHO = "return HttpResponse.text(request.bodyText());";

  private static String head(HostClient host, String method, String function) {
    return method
        + " /fn/"
        + function
        + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
        + host.key()
        + "\r\n";
  }

  @Test
  void answersAClientOfHttp2WithoutTls(HostClient host) throws Exception {
    host.deployed("h2", Functions.http(ECHO));
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> response =
            client.send(
                host.toGateway("/fn/h2").POST(BodyPublishers.ofString("call " + i)).build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("call " + i);
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.headers().firstValue("x-invocation-id")).isPresent();
      }
    }
  }

  @Test
  void asksForTheBodyOnlyWhenItWantsIt(HostClient host) throws Exception {
    host.deployed("expects", Functions.http(ECHO));
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(
          head(host, "POST", "expects") + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
      wire.send("hello");
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nhello");
    }
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(
          head(host, "POST", "expects").replaceAll("hk_.*", "hk_a.b")
              + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 401 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: +5\r\n\r\nhello"
      })
  void closesAConnectionWhoseFramingIsUnclear(String rest, HostClient host) throws Exception {
    host.deploy("framing", Functions.http(ECHO));
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(head(host, "POST", "framing") + rest);
      assertThat(wire.readUntil("\r\n")).matches("HTTP/1.1 (400|501) .*\r\n");
      assertThat(wire.isClosedByHost()).isTrue();
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder(HostClient host) throws Exception {
    host.deployed(
        "pipelined",
        Functions.http(
            """
            Thread.sleep(Long.parseLong(request.rawQuery()));
            return HttpResponse.text("after " + request.rawQuery());
            """));
    try (Wire wire = new Wire(host.gateway())) {
      wire.send(
          head(host, "GET", "pipelined?60")
              + "\r\n"
              + head(host, "GET", "pipelined?0")
              + "\r\n"
              + head(host, "GET", "pipelined?30")
              + "\r\n");
      assertThat(wire.readResponse()).endsWith("after 60");
      assertThat(wire.readResponse()).endsWith("after 0");
      assertThat(wire.readResponse()).endsWith("after 30");
    }
  }

  @Test
  void keepsAConnectionForFurtherRequests(HostClient host) throws Exception {
    host.deployed("again", Functions.http(ECHO));
    try (Wire wire = new Wire(host.gateway())) {
      for (int i = 0; i < 5; i++) {
        wire.send(head(host, "POST", "again") + "Content-Length: 1\r\n\r\n" + i);
        assertThat(wire.readResponse()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + i);
      }
      wire.send(
          head(host, "POST", "again")
              + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
      assertThat(wire.readResponse()).endsWith("\r\n\r\nabc");
      wire.send(head(host, "GET", "again") + "Connection: close\r\n\r\n");
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 200 ");
      assertThat(wire.isClosedByHost()).isTrue();
    }
  }

  @Test
  void goesOnWhenACallerGoesAway(HostClient host) throws IOException {
    host.deployed("left", Functions.http("Thread.sleep(20); return HttpResponse.text(\"ok\");"));
    for (int i = 0; i < 10; i++) {
      try (Wire wire = new Wire(host.gateway())) {
        wire.send(head(host, "GET", "left") + "\r\n");
      }
    }
    assertThat(host.get("left").expect(200).text()).isEqualTo("ok");
  }
}
