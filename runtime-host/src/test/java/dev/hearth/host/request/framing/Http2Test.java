package dev.hearth.host.request.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http2Test {

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final String EMPTY_SETTINGS = "\0\0\0\4\0\0\0\0\0";

  @Test
  void theUpgradeOfTheJdkClientWorks() throws Exception {
    try (var server = GuardedServer.echoing(WireLimits.DEFAULTS);
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      for (int i = 0; i < 3; i++) {
        var request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/" + i))
                .POST(HttpRequest.BodyPublishers.ofString("body"))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.body()).isEqualTo("POST /" + i + " [body]");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theClientOfVertxWorks(boolean upgrade) {
    try (var server = GuardedServer.echoing(WireLimits.DEFAULTS)) {
      var client =
          server
              .vertx()
              .createHttpClient(
                  new HttpClientOptions()
                      .setProtocolVersion(HttpVersion.HTTP_2)
                      .setHttp2ClearTextUpgrade(upgrade));
      for (int i = 0; i < 3; i++) {
        String path = "/" + i;
        String answer =
            client
                .request(HttpMethod.POST, server.port(), "127.0.0.1", path)
                .compose(request -> request.send("body"))
                .compose(response -> response.body().map(body -> response.version() + " " + body))
                .await();
        assertThat(answer).isEqualTo("HTTP_2 POST " + path + " [body]");
      }
    }
  }

  @Test
  void aPrefaceInPiecesIsTaken() throws Exception {
    try (var server = GuardedServer.echoing(WireLimits.DEFAULTS);
        var client = new RawClient(server.port())) {
      client.sendByteByByte(PREFACE);
      // The server's first frame is SETTINGS, type 4.
      assertThat(client.send(EMPTY_SETTINGS).readUntil("\4")).startsWith("\0\0");
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws IOException {
    var limits =
        new WireLimits(
            8192,
            8192,
            Duration.ofHours(1),
            Duration.ofHours(1),
            1,
            Duration.ofMillis(200),
            Duration.ofHours(1));
    try (var server = GuardedServer.echoing(limits);
        var client = new RawClient(server.port())) {
      assertThat(client.send(PREFACE + EMPTY_SETTINGS).readToClose()).isNotEmpty();
    }
  }

  @Test
  void anUpgradeThatIsNotOneIsRefusedAndClosed() throws IOException {
    try (var server = GuardedServer.echoing(WireLimits.DEFAULTS);
        var client = new RawClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nHost: a.example\r\nUpgrade: h2c\r\n\r\n");
      assertThat(client.readToClose()).startsWith("HTTP/1.1 400 ");
    }
  }
}
