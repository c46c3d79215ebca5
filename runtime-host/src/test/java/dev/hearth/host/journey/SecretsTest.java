package dev.hearth.host.journey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are set, given to functions that name them, changed, deleted, and shown to nobody. */
@ExtendWith(SharedHost.class)
class SecretsTest {

  private static final String VALUE = "s3cr3t-value-that-nobody-sees";

  /** Tells the length of a secret or why it has none. */
  private static FunctionJar asking() {
    return Functions.http(
        """
        try {
          String value = context.secret(request.queryParameter("name").orElseThrow());
          return HttpResponse.text(value.length() + " " + value.hashCode());
        } catch (IllegalStateException | IllegalArgumentException e) {
          return HttpResponse.text(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        """);
  }

  private static String fingerprint(String value) {
    return value.length() + " " + value.hashCode();
  }

  private static Reply put(HostClient host, String name, String value) {
    return host.admin("PUT", "/v1/secrets/" + name, value);
  }

  @Test
  void aFunctionSeesTheSecretThatItNamesAsItIsNow(HostClient host) {
    put(host, "ASKED", VALUE).expect(201);
    put(host, "NOT_NAMED", VALUE).expect(201);
    host.deployed("asking", asking(), "secrets: [ASKED, NOT_SET]");
    assertThat(host.get("asking?name=ASKED").text()).isEqualTo(fingerprint(VALUE));

    put(host, "ASKED", "rotated").expect(204);
    Reply again = host.get("asking?name=ASKED");
    assertThat(again.text()).isEqualTo(fingerprint("rotated"));
    assertThat(again.cold()).as("the same instance").isFalse();

    assertThat(host.get("asking?name=NOT_NAMED").text())
        .contains("IllegalArgumentException", "secrets: [NOT_NAMED]")
        .doesNotContain(VALUE);
    assertThat(host.get("asking?name=NOT_SET").text())
        .contains("IllegalStateException", "PUT /v1/secrets/NOT_SET");

    host.admin("DELETE", "/v1/secrets/ASKED?force=true").expect(204);
    assertThat(host.get("asking?name=ASKED").text()).contains("PUT /v1/secrets/ASKED");
  }

  @Test
  void valuesAreBytes(HostClient host) {
    host.send(
            host.toAdmin("/v1/secrets/RAW")
                .PUT(BodyPublishers.ofByteArray(new byte[] {0, -1, 13, 10})))
        .expect(201);
    host.deployed(
        "raw",
        Functions.http("return HttpResponse.bytes(\"x/y\", context.secretBytes(\"RAW\"));"),
        "secrets: [RAW]");
    assertThat(host.get("raw").body().copy()).containsExactly(0, -1, 13, 10);
  }

  @Test
  void anUploadIsToldWhatIsNotSet(HostClient host) {
    String config =
        "secrets: [MISSING_A]\n" + "triggers: [{webhook: {verify: github, secret: MISSING_B}}]";
    Reply uploaded = host.deployed("warned", asking(), config);
    assertThat(uploaded.json().path("warnings").size()).isEqualTo(2);
    assertThat(uploaded.json().path("warnings").toString())
        .contains("MISSING_A is not set", "Context.secret throws")
        .contains("MISSING_B is not set", "answers 503");
    assertThat(uploaded.json().path("hooks").path(0).path("address").asString())
        .isEqualTo(host.gateway() + "/hooks/warned/github");
    assertThat(host.admin("GET", "/v1/secrets").json().path("missing").toString())
        .contains("{\"name\":\"MISSING_A\",\"usedBy\":[\"warned\"]}");

    put(host, "MISSING_A", "a").expect(201);
    put(host, "MISSING_B", "b").expect(201);
    assertThat(host.deploy("warned", asking(), config).expect(200).json().path("warnings").size())
        .isZero();
  }

  @Test
  void whatIsUsedIsNotDeletedUnlessForced(HostClient host) {
    put(host, "USED", VALUE).expect(201);
    host.deployed("user", asking(), "secrets: [USED]");
    Reply listed = host.admin("GET", "/v1/secrets").expect(200);
    assertThat(listed.text()).contains("\"usedBy\":[\"user\"]").doesNotContain(VALUE);

    Reply refused = host.admin("DELETE", "/v1/secrets/USED");
    refused.expectProblem(409, "conflict", "caller");
    assertThat(refused.detail()).contains("used by user", "?force=true");

    host.deployed("user", asking(), "");
    host.admin("DELETE", "/v1/secrets/USED").expect(204);
    host.admin("DELETE", "/v1/secrets/USED").expectProblem(404, "unknown-secret", "caller");
  }

  @Test
  void saysWhatIsWrong(HostClient host) {
    put(host, "EMPTY", "").expectProblem(400, "invalid-request", "caller");
    put(host, "1A", "x").expectProblem(400, "invalid-request", "caller");
    put(host, "LARGE", "x".repeat(65_537)).expectProblem(413, "payload-too-large", "caller");
    put(host, "LARGEST", "x".repeat(65_536)).expect(201);
    for (String scope : List.of("deploy", "read", "invoke:*")) {
      String key = host.newKey(scope);
      for (String method : List.of("GET", "PUT", "DELETE")) {
        host.send(
                HostClient.anonymous(
                        host.admin(), method.equals("GET") ? "/v1/secrets" : "/v1/secrets/LARGEST")
                    .header("Authorization", "Bearer " + key)
                    .method(method, BodyPublishers.ofString("x")))
            .expectProblem(403, "forbidden", "caller");
      }
    }
  }

  @Test
  void nobodyReadsAValueOnDisk(@TempDir Path data) throws IOException {
    try (RunningHost host = RunningHost.start(data)) {
      put(host.client(), "TOKEN", VALUE).expect(201);
      host.client().deployed("asking", asking(), "secrets: [TOKEN]");
      host.client().get("asking?name=TOKEN").expect(200);
      for (String path :
          List.of("/v1/secrets", "/v1/functions/asking", "/v1/invocations", "/v1/status")) {
        assertThat(host.client().admin("GET", path).expect(200).text())
            .as(path)
            .doesNotContain(VALUE);
      }
    }
    assertThat(filesWith(VALUE, data)).isEmpty();
    assertThat(filesWith("TOKEN", data)).as("the search finds what is there").isNotEmpty();
    try (RunningHost again = RunningHost.start(data)) {
      assertThat(again.client().get("asking?name=TOKEN").text()).isEqualTo(fingerprint(VALUE));
    }
  }

  @Test
  void aLostKeyFileIsSaidAndTheRestGoesOn(@TempDir Path data) throws IOException {
    Path elsewhere = data.resolveSibling("kept.key");
    try (RunningHost host = RunningHost.start(data)) {
      put(host.client(), "TOKEN", VALUE).expect(201);
      host.client().deployed("asking", asking(), "secrets: [TOKEN]");
    }
    Files.move(data.resolve("secrets.key"), elsewhere);
    try (RunningHost host = RunningHost.start(data)) {
      assertThat(host.client().get("asking?name=TOKEN").text())
          .contains("IllegalStateException", "cannot read it")
          .doesNotContain(data.toString());
      Reply refused = put(host.client(), "OTHER", "x");
      refused.expectProblem(503, "store-unavailable", "host");
      assertThat(refused.detail()).contains("secrets.key", "is gone: restore it");
      assertThat(host.client().admin("GET", "/v1/secrets").text()).contains("\"readable\":false");
    }
    Files.move(elsewhere, data.resolve("secrets.key"));
    try (RunningHost host = RunningHost.start(data)) {
      assertThat(host.client().get("asking?name=TOKEN").text()).isEqualTo(fingerprint(VALUE));
    }
  }

  private static List<Path> filesWith(String text, Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> content(file).contains(text))
          .toList();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
