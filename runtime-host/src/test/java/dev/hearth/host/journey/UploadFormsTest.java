package dev.hearth.host.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A form brings its artifact whole, or is refused; nothing of it stays behind either way. */
class UploadFormsTest {

  private static final String START =
      "--e\r\nContent-Disposition: form-data; name=\"artifact\"; filename=\"f\"\r\n\r\n";

  @TempDir static Path directory;

  private static RunningHost running;
  private static HostClient host;

  @BeforeAll
  static void start() {
    running = RunningHost.start(directory, "--upload.max-bytes=256KiB");
    host = running.client();
  }

  @AfterAll
  static void close() {
    running.close();
  }

  @AfterEach
  void nothingIsLeft() {
    Eventually.holds("uploads is empty", () -> underWay() == 0);
  }

  private static long underWay() {
    try (Stream<Path> files = Files.list(directory.resolve("uploads"))) {
      return files.count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String head(String headers) {
    return "PUT /v1/functions/form HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
        + host.key()
        + "\r\nContent-Type: multipart/form-data; boundary=e\r\n"
        + headers
        + "\r\n\r\n";
  }

  private static byte[] artifact() {
    return HostClient.filePart("artifact", Functions.saying("hello").bytes());
  }

  private static byte[] configFile(String text) {
    return HostClient.filePart("config", text.getBytes(UTF_8));
  }

  @Test
  void theConfigurationMayStandBeforeTheArtifactAndBeAFile() {
    host.uploadParts("config-first", HostClient.textPart("config", "auth: public"), artifact())
        .expect(201);
    host.uploadParts("config-file", configFile("auth: public"), artifact()).expect(201);
    host.uploadParts("config-last", artifact(), configFile("auth: public")).expect(201);
    for (String name : new String[] {"config-first", "config-file", "config-last"}) {
      Reply described = host.admin("GET", "/v1/functions/" + name).expect(200);
      assertThat(described.json().path("auth").asString()).as(name).isEqualTo("public");
    }
  }

  @Test
  void anyPartMayComeOnceOnly() {
    host.uploadParts("twice", artifact(), artifact())
        .expectProblem(400, "invalid-request", "caller");
    Reply twice = host.uploadParts("twice", configFile(""), artifact(), configFile("auth: public"));
    twice.expectProblem(400, "invalid-request", "caller");
    assertThat(twice.detail()).contains("\"config\"", "comes twice");
    host.admin("GET", "/v1/functions/twice").expect(404);
  }

  @Test
  void theArtifactIsAFile() {
    Reply reply = host.uploadParts("text", HostClient.textPart("artifact", "function.jar"));
    reply.expectProblem(400, "invalid-request", "caller");
    assertThat(reply.detail()).contains("no file part \"artifact\"", "curl -F artifact=@");
  }

  @Test
  void aConfigurationOfSixtyFourKibibytesIsTakenAndNoMore() {
    String fits = "#".repeat(64 * 1024);
    host.uploadParts("config-64", HostClient.textPart("config", fits), artifact()).expect(201);
    Reply reply =
        host.uploadParts("config-65", HostClient.textPart("config", fits + "#"), artifact());
    reply.expectProblem(413, "payload-too-large", "caller");
    assertThat(reply.detail()).contains("config", "64KiB");
  }

  @Test
  void anUploadMayBeAFormOrBareAndNoOtherMultipart() {
    Reply mixed = host.upload("mixed", new byte[] {1}, "multipart/mixed; boundary=e");
    mixed.expectProblem(400, "invalid-request", "caller");
    assertThat(mixed.detail()).contains("multipart/mixed", "multipart/form-data");
    Reply without = host.upload("mixed", new byte[] {1}, "multipart/form-data");
    without.expectProblem(400, "invalid-request", "caller");
    assertThat(without.detail()).contains("names no boundary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "--e\r\nContent-Disposition: form",
        START,
        START + "PK",
        START + "PK\r\n--e",
        START + "PK\r\n--e-"
      })
  void aFormWithoutItsEndIsRefusedAtOnce(String body) throws Exception {
    try (Wire wire = new Wire(host.admin())) {
      wire.send(head("Content-Length: " + body.length()) + body);
      assertThat(wire.readResponse())
          .startsWith("HTTP/1.1 400 ")
          .contains("the multipart body cannot be read");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 200000", "Transfer-Encoding: chunked"})
  void aClientThatGoesAwayLeavesNothing(String length) throws Exception {
    try (Wire wire = new Wire(host.admin())) {
      wire.send(head(length) + (length.startsWith("T") ? "50\r\n" : "") + START + "PK");
      Eventually.holds("the upload is under way", () -> underWay() == 1);
    }
    nothingIsLeft();
    host.admin("GET", "/v1/functions/form").expect(404);
  }

  @Test
  void aClientThatWaitsToBeAskedIsAskedUnlessItsUploadIsTooLarge() throws Exception {
    try (Wire wire = new Wire(host.admin())) {
      String end = "PK\r\n--e--";
      wire.send(head("Expect: 100-continue\r\nContent-Length: " + (START.length() + end.length())));
      assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
      wire.send(START + end);
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 422 ").contains("invalid-artifact");
    }
    try (Wire wire = new Wire(host.admin())) {
      wire.send(head("Expect: 100-continue\r\nContent-Length: " + (256 * 1024 + 1)));
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 413 ").contains("upload.max-bytes");
    }
  }

  @Test
  void whatIsOverTheLimitIsRefusedWhileItComes() throws Exception {
    try (Wire wire = new Wire(host.admin())) {
      wire.send(head("Transfer-Encoding: chunked"));
      wire.send(Integer.toHexString(START.length()) + "\r\n" + START + "\r\n");
      wire.sendChunked(1 << 20);
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 413 ").contains("upload.max-bytes");
      assertThat(wire.isClosedByHost()).isTrue();
    }
  }

  @Test
  void aPartThatIsNotWantedEndsTheUploadBeforeItsEnd() throws Exception {
    try (Wire wire = new Wire(host.admin())) {
      wire.send(
          head("Content-Length: 200000")
              + "--e\r\nContent-Disposition: form-data; name=\"jar\"; filename=\"f\"\r\n\r\n");
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 400 ").contains("\\\"jar\\\"");
      assertThat(wire.isClosedByHost()).isTrue();
    }
  }
}
