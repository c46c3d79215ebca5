package dev.hearth.host.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.fixture.MisbehavingLoad;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each wrong upload is told what to do instead, and changes nothing. */
@ExtendWith(SharedHost.class)
class WrongUploadTest {

  @Test
  void saysThatATextFileIsNoJar(HostClient host) {
    Reply reply = host.upload("text-file", "hello".getBytes(UTF_8), "text/plain");
    reply.expectProblem(422, "invalid-artifact", "caller");
    assertThat(reply.detail()).containsIgnoringCase("text").containsIgnoringCase("jar");
    assertNotDeployed(host, "text-file");
  }

  @Test
  void saysThatAnEmptyUploadHoldsNothing(HostClient host) {
    Reply reply = host.upload("empty", new byte[0], "application/java-archive");
    reply.expectProblem(422, "invalid-artifact", "caller");
    assertThat(reply.detail()).containsIgnoringCase("empty");
    assertNotDeployed(host, "empty");
  }

  @Test
  void namesBothHandlersAndTheKeyThatChooses(HostClient host) {
    FunctionJar jar =
        Functions.saying("bad")
            .source(
                "com.acme.Other",
                "package com.acme; public class Other implements java.util.function.Supplier<String>"
                    + " { public String get() { return \"worse\"; } }");
    Reply reply = host.deploy("two", jar).expectProblem(422, "invalid-artifact", "caller");
    assertThat(reply.detail()).contains("com.acme.Saying", "com.acme.Other", "handler:");
    assertNotDeployed(host, "two");
    host.deployed("two", jar, "handler: com.acme.Other");
    assertThat(host.get("two").text()).isEqualTo("worse");
  }

  @Test
  void takesTheHandlerThatIsWrittenForHearth(HostClient host) {
    host.deployed("hearths-own", MisbehavingLoad.TWO_HANDLERS.jar());
    assertThat(host.get("hearths-own").text()).isEqualTo("bad");
  }

  @Test
  void saysWhatAHandlerWouldBeWhereThereIsNone(HostClient host) {
    Reply reply = host.deploy("none", MisbehavingLoad.NO_HANDLER.jar());
    reply.expectProblem(422, "invalid-artifact", "caller");
    assertThat(reply.detail()).contains("HttpFunction", "java.util.function.Function");
    assertNotDeployed(host, "none");
  }

  @Test
  void saysThatTheHandlerIsNotPublic(HostClient host) {
    Reply reply = host.deploy("hidden", MisbehavingLoad.HANDLER_NOT_PUBLIC.jar());
    reply.expectProblem(422, "invalid-artifact", "caller");
    assertThat(reply.detail()).contains("com.acme.Bad", "public");
  }

  @Test
  void saysThatTheHandlerWantsAConstructorWithoutParameters(HostClient host) {
    Reply reply =
        host.deploy("arguments", MisbehavingLoad.HANDLER_WITHOUT_DEFAULT_CONSTRUCTOR.jar());
    reply.expectProblem(422, "invalid-artifact", "caller");
    assertThat(reply.detail()).contains("com.acme.Bad", "constructor");
  }

  @Test
  void showsWhatTheConstructorThrewAndWhere(HostClient host) {
    Reply reply = host.deploy("throws", MisbehavingLoad.CONSTRUCTOR_THROWS.jar());
    reply.expectProblem(422, "init-failed", "function");
    assertThat(reply.detail()).contains("started once", "com.acme.Bad", "the constructor says no");
    JsonNode error = reply.json().path("error");
    assertThat(error.path("type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.path("message").asString()).isEqualTo("the constructor says no");
    assertThat(error.path("stackTrace").asString())
        .contains("com.acme.Bad.<init>(Bad.java:")
        .doesNotContain("dev.hearth.host");
    assertNotDeployed(host, "throws");
  }

  @Test
  void showsWhatTheStaticInitialiserThrew(HostClient host) {
    Reply reply = host.deploy("static", MisbehavingLoad.STATIC_INITIALISER_THROWS.jar());
    reply.expectProblem(422, "init-failed", "function");
    assertThat(reply.json().path("error").path("stackTrace").asString())
        .contains("the static initialiser says no", "com.acme.Bad.<clinit>(Bad.java:");
  }

  @Test
  void givesUpAConstructorThatNeverReturns(HostClient host) {
    Reply reply =
        host.deploy(
            "never", MisbehavingLoad.CONSTRUCTOR_NEVER_RETURNS.jar(), "timeout: {init: 300ms}");
    reply.expectProblem(422, "init-timeout", "function");
    assertThat(reply.detail()).contains("com.acme.Bad", "300ms", "timeout.init");
    assertNotDeployed(host, "never");
  }

  @Test
  void listsAllThatIsWrongWithAManifest(HostClient host) {
    Reply reply =
        host.deploy(
            "manifest",
            Functions.greeting(),
            """
            timeot: {run: 3s}
            auth: everybody
            concurrency: {max: many}
            """);
    reply.expectProblem(422, "invalid-config", "caller");
    List<String> where =
        reply
            .json()
            .path("problems")
            .valueStream()
            .map(problem -> problem.path("where").asString())
            .toList();
    assertThat(where).containsExactlyInAnyOrder("timeot", "auth", "concurrency.max");
    assertThat(reply.text()).contains("timeout", "public", "a whole number");
    assertNotDeployed(host, "manifest");
  }

  @Test
  void readsTheManifestInTheJarWithTheSameCare(HostClient host) {
    FunctionJar jar = Functions.greeting().entry("META-INF/hearth.yaml", "lane: express\n");
    Reply reply = host.deploy("in-jar", jar).expectProblem(422, "invalid-config", "caller");
    assertThat(reply.detail()).contains("lane", "express", "interactive");
  }

  @Test
  void namesThePartThatItDoesNotKnow(HostClient host) {
    Reply reply =
        host.uploadParts("parts", HostClient.filePart("jar", Functions.greeting().bytes()));
    reply.expectProblem(400, "invalid-request", "caller");
    assertThat(reply.detail()).contains("\"jar\"", "artifact", "config");
    Reply text =
        host.uploadParts(
            "parts",
            HostClient.filePart("artifact", Functions.greeting().bytes()),
            HostClient.textPart("comment", "please"));
    text.expectProblem(400, "invalid-request", "caller");
    assertThat(text.detail()).contains("\"comment\"");
    assertNotDeployed(host, "parts");
  }

  @Test
  void wantsAnArtifactInAForm(HostClient host) {
    Reply reply = host.uploadParts("no-artifact", HostClient.textPart("config", "auth: public"));
    reply.expectProblem(400, "invalid-request", "caller");
    assertThat(reply.detail()).contains("artifact", "curl -F");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upper", "-dash", "dash-", "under_score", "a.b", "%20", "a%2Fb"})
  void saysHowAFunctionMayBeNamed(String name, HostClient host) {
    Reply reply = host.deploy(name, Functions.greeting());
    reply.expectProblem(400, "invalid-request", "caller");
    assertThat(reply.detail()).contains("1 to 63 lower-case letters, digits and hyphens");
  }

  @Test
  void refusesANameOfSixtyFourLetters(HostClient host) {
    host.deploy("a".repeat(64), Functions.greeting())
        .expectProblem(400, "invalid-request", "caller");
    host.deploy("a".repeat(63), Functions.greeting()).expect(201);
  }

  @Test
  void keepsTheOldVersionWhenTheNewOneIsRefused(HostClient host) {
    host.deployed("steady", Functions.saying("one"));
    host.deploy("steady", MisbehavingLoad.CONSTRUCTOR_THROWS.jar()).expect(422);
    host.upload("steady", "hello".getBytes(UTF_8), "text/plain").expect(422);
    host.deploy("steady", Functions.saying("two"), "timeot: 1s").expect(422);
    assertThat(host.get("steady").text()).isEqualTo("one");
    JsonNode versions = host.admin("GET", "/v1/functions/steady/versions").json();
    assertThat(versions.path("versions")).hasSize(1);
    host.deployed("steady", Functions.saying("three"));
    assertThat(host.admin("GET", "/v1/functions/steady").json().path("version").intValue())
        .isEqualTo(2);
  }

  @Test
  void refusesAnUploadOverTheLimitAndLeavesNothingOfIt(@TempDir Path directory) throws Exception {
    try (RunningHost running = RunningHost.start(directory, "--upload.max-bytes=4KiB")) {
      HostClient host = running.client();
      FunctionJar large = Functions.saying("large").entry("data.bin", new byte[1 << 20]);
      host.deployed("fits", large); // Compressed it is small.
      byte[] random = new byte[64 << 10];
      new Random(1).nextBytes(random);
      Reply bare = host.upload("big", random, "application/java-archive");
      bare.expectProblem(413, "payload-too-large", "caller");
      assertThat(bare.detail()).contains("4KiB", "upload.max-bytes");
      host.uploadParts("big", HostClient.filePart("artifact", random))
          .expectProblem(413, "payload-too-large", "caller");
      try (Wire wire = new Wire(host.admin())) {
        wire.send(
            "PUT /v1/functions/big HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                + host.key()
                + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        wire.sendChunked(1 << 20);
        assertThat(wire.readResponse()).startsWith("HTTP/1.1 413 ").contains("upload.max-bytes");
        assertThat(wire.isClosedByHost()).isTrue();
      }
      assertNotDeployed(host, "big");
      Eventually.holds(
          "uploads is empty",
          () -> String.join("", directory.resolve("uploads").toFile().list()).isEmpty());
    }
  }

  private static void assertNotDeployed(HostClient host, String name) {
    host.admin("GET", "/v1/functions/" + name).expectProblem(404, "unknown-function", "caller");
    assertThat(host.post(name, "{}").status()).isEqualTo(404);
  }
}
