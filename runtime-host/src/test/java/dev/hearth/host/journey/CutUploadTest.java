package dev.hearth.host.journey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An artifact is stored as it was sent, wherever the network cuts the form that brings it. */
class CutUploadTest {

  private static final String EDGE = "edge-of-a-form";
  private static final String DELIMITER = "\r\n--" + EDGE;
  private static final FunctionJar JAR = Functions.saying("whole");

  /** One byte more behind it would be another value. */
  private static final String CONFIG = "auth: public\nenv:\n  KEPT: |+\n    as it is";

  private static final String ARTIFACT_PART =
      "\r\nContent-Disposition: form-data; name=\"artifact\"; filename=\"f.jar\"\r\n"
          + "Content-Type: application/java-archive\r\n\r\n"
          + new String(JAR.bytes(), ISO_8859_1);
  private static final String CONFIG_PART =
      "\r\nContent-Disposition: form-data; name=\"config\"\r\n\r\n" + CONFIG;
  private static final List<String> FORMS =
      List.of(form(ARTIFACT_PART, CONFIG_PART), form(CONFIG_PART, ARTIFACT_PART));

  @TempDir static Path directory;

  private static RunningHost running;
  private static HostClient host;
  private static String revision;

  @BeforeAll
  static void deploy() {
    running = RunningHost.start(directory);
    host = running.client();
    var reply = host.deployed("cut", JAR, CONFIG);
    revision = reply.json().path("revision").asString();
  }

  @AfterAll
  static void close() {
    running.close();
  }

  private static String form(String first, String second) {
    return "--" + EDGE + first + DELIMITER + second + DELIMITER + "--\r\n";
  }

  /** A form in two pieces. */
  private record Cut(String before, String behind) {

    String whole() {
      return before + behind;
    }

    @Override
    public String toString() {
      return "cut " + behind.length() + " bytes before the end";
    }
  }

  /** Both forms, each around both delimiters, from three bytes before them on. */
  private static List<Cut> cuts() {
    return FORMS.stream().flatMap(CutUploadTest::cuts).toList();
  }

  private static Stream<Cut> cuts(String form) {
    int between = form.indexOf(DELIMITER);
    int last = form.lastIndexOf(DELIMITER);
    return IntStream.concat(
            IntStream.range(between - 3, between + DELIMITER.length() + 6),
            IntStream.range(last - 3, form.length()))
        .mapToObj(at -> new Cut(form.substring(0, at), form.substring(at)));
  }

  private static String head(String more) {
    return "PUT /v1/functions/cut HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
        + host.key()
        + "\r\nContent-Type: multipart/form-data; boundary="
        + EDGE
        + "\r\n"
        + more
        + "\r\n\r\n";
  }

  private static void assertStored(String response, Cut cut) throws IOException {
    assertThat(response)
        .as("%s", cut)
        .startsWith("HTTP/1.1 200 ")
        .contains("\"version\":1,", "\"" + revision + "\"");
    try (Stream<Path> stored = Files.list(directory.resolve("artifacts"))) {
      assertThat(stored)
          .as("%s", cut)
          .singleElement()
          .satisfies(file -> assertThat(file).hasBinaryContent(JAR.bytes()));
    }
  }

  @Test
  void inTwoChunks() throws Exception {
    try (Wire wire = new Wire(host.admin())) {
      for (Cut cut : cuts()) {
        wire.send(
            head("Transfer-Encoding: chunked")
                + chunk(cut.before())
                + chunk(cut.behind())
                + "0\r\n\r\n");
        assertStored(wire.readResponse(), cut);
      }
    }
  }

  private static String chunk(String bytes) {
    return Integer.toHexString(bytes.length()) + "\r\n" + bytes + "\r\n";
  }

  @Test
  void inTwoWrites() throws Exception {
    try (Wire wire = new Wire(host.admin());
        Wire beside = new Wire(host.admin())) {
      for (Cut cut : cuts()) {
        wire.send(head("Content-Length: " + cut.whole().length()) + cut.before());
        awaitRead(beside);
        wire.send(cut.behind());
        assertStored(wire.readResponse(), cut);
      }
    }
  }

  /**
   * All control connections have one event loop: when it has answered another of them twice, it has
   * read what was sent before.
   */
  private static void awaitRead(Wire beside) throws IOException {
    for (int i = 0; i < 2; i++) {
      beside.send("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(beside.readResponse()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void inTwoFramesOfHttp2() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      HttpClient client =
          vertx.createHttpClient(
              new HttpClientOptions()
                  .setProtocolVersion(HttpVersion.HTTP_2)
                  .setHttp2ClearTextUpgrade(false));
      for (Cut cut : cuts()) {
        assertStored(putInTwoFrames(client, cut), cut);
      }
    } finally {
      vertx.close().await();
    }
  }

  private static String putInTwoFrames(HttpClient client, Cut cut) throws Exception {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.PUT)
            .setHost(host.admin().getHost())
            .setPort(host.admin().getPort())
            .setURI("/v1/functions/cut")
            .putHeader("Authorization", "Bearer " + host.key())
            .putHeader("Content-Type", "multipart/form-data; boundary=" + EDGE)
            .putHeader("Content-Length", Integer.toString(cut.whole().length()));
    return client
        .request(options)
        .compose(request ->
            request
                .write(Buffer.buffer(cut.before().getBytes(ISO_8859_1)))
                .compose(_ -> request.end(Buffer.buffer(cut.behind().getBytes(ISO_8859_1))))
                .compose(_ -> request.response()))
        .compose(response ->
            response
                .body()
                .map(body ->
                    "HTTP/1.1 %d \r\n\r\n%s"
                        .formatted(response.statusCode(), body.toString(UTF_8))))
        .await(60, TimeUnit.SECONDS);
  }
}
