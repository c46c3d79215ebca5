package dev.hearth.host.journey.lambda;

import static dev.hearth.host.journey.lambda.LambdaUser.FUNCTIONS;
import static dev.hearth.host.journey.lambda.LambdaUser.function;
import static dev.hearth.host.journey.lambda.LambdaUser.object;
import static dev.hearth.host.journey.lambda.LambdaUser.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.fixture.FunctionJar;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Functions by the control API of Lambda. */
class ControlFunctionsTest extends ControlJourney {

  @Test
  void aFunctionIsCreatedAsItWasAskedForAndCanBeCalledAtOnce() throws Exception {
    FunctionJar jar = saying("hi");
    ObjectNode asked = function("made", jar, HANDLER);
    asked.put("Description", "says hi").put("Timeout", 7).put("MemorySize", 256);
    asked.putObject("Environment").putObject("Variables").put("GREETING", "ä");
    asked.putObject("Tags").put("team", "a");
    JsonNode made = user.send("POST", FUNCTIONS, asked).expect(201).json();
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(jar.bytes());
    assertThat(made.path("CodeSha256").asString())
        .isEqualTo(Base64.getEncoder().encodeToString(sha256));
    assertThat(made.path("CodeSize").intValue()).isEqualTo(jar.bytes().length);
    assertThat(made.path("Version").asString()).isEqualTo("$LATEST");
    assertThat(made.path("State").asString()).isEqualTo("Active");
    assertThat(made.path("LastUpdateStatus").asString()).isEqualTo("Successful");
    assertThat(made.path("FunctionArn").asString()).endsWith(":function:made");
    assertThat(made.path("LastModified").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
    assertThat(call("made")).isEqualTo("hi0");
    JsonNode got = user.got("made");
    assertThat(got.path("Configuration")).isEqualTo(made);
    assertThat(got.path("Tags").path("team").asString()).isEqualTo("a");
    assertThat(user.got("made/configuration")).isEqualTo(made);
    JsonNode config =
        host.client().admin("GET", "/v1/functions/made").json().path("active").path("config");
    assertThat(config.path("timeout").path("run").asString()).isEqualTo("7s");
    assertThat(config.path("budget").path("memory").asString()).isEqualTo("256MiB");
    assertThat(config.path("budget").path("cpu").asString()).isEqualTo("7s");
  }

  @Test
  void whatIsThereAlreadyIsNotCreatedAgainAndWhatIsNotThereIsNotFound() {
    user.created("once", saying("a"), HANDLER);
    assertThat(
            refused(
                user.send("POST", FUNCTIONS, function("once", saying("b"), HANDLER)),
                409,
                "ResourceConflictException"))
        .isEqualTo("Function already exist: once");
    for (String path : List.of("nobody", "once:7", "once:live", "once?Qualifier=7", "No_Body")) {
      assertThat(
              refused(user.send("GET", FUNCTIONS + "/" + path), 404, "ResourceNotFoundException"))
          .startsWith("Function not found: arn:aws:lambda:");
    }
    user.send("DELETE", FUNCTIONS + "/once").expect(204);
    refused(user.send("GET", FUNCTIONS + "/once"), 404, "ResourceNotFoundException");
    refused(user.send("DELETE", FUNCTIONS + "/once"), 404, "ResourceNotFoundException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"Runtime\": \"nodejs20.x\"} | only runtimes for Java",
        "{\"Runtime\": null} | Runtime and Handler are mandatory",
        "{\"Handler\": null} | Runtime and Handler are mandatory",
        "{\"Role\": null} | 'role' failed to satisfy constraint",
        "{\"FunctionName\": \"Upper_Case\"} | lower-case letters, digits and hyphens",
        "{\"Timeout\": 0} | Value '0' at 'timeout' failed to satisfy constraint",
        "{\"Timeout\": \"3\"} | 'timeout' failed",
        "{\"MemorySize\": 64} | greater than or equal to 128",
        "{\"Layers\": [\"arn:aws:lambda:x\"]} | Layers is not supported by this host",
        "{\"VpcConfig\": {\"SubnetIds\": [\"a\"]}} | VpcConfig is not supported",
        "{\"PackageType\": \"Image\"} | this host has only Zip",
        "{\"Code\": {\"S3Bucket\": \"b\", \"S3Key\": \"k\"}} | S3Bucket is not supported",
        "{\"Code\": {\"ImageUri\": \"b\"}} | ImageUri is not supported",
        "{\"Code\": {}} | Please provide a source for function code",
        "{\"Code\": {\"ZipFile\": \"-\"}} | not base64",
        "{\"Code\": {\"ZipFile\": \"AAAA\"}} | the artifact cannot be deployed",
        "{\"Handler\": \"com.acme.Nobody\"} | there is no class com.acme.Nobody",
        "{\"Environment\": {\"Variables\": {\"AWS_REGION\": \"x\"}}} | reserved keys",
        "{\"Environment\": {\"Variables\": {\"1A\": \"x\"}}} | env.1A",
        "{\"EphemeralStorage\": {\"Size\": 1024}} | less than or equal to 512",
        "{\"SnapStart\": {\"ApplyOn\": \"PublishedVersions\"}} | this host has only None",
        "{\"TracingConfig\": {\"Mode\": \"Active\"}} | this host has only PassThrough",
        "{\"DeadLetterConfig\": {\"TargetArn\": \"arn\"}} | DeadLetterConfig is not supported",
        "{\"Invented\": 1} | Invented is not supported",
        "{\"Tags\": {\"aws:x\": \"1\"}} | does not begin with aws:"
      })
  void whatThisHostHasNotIsRefusedAndNothingIsMade(String change, String message) {
    ObjectNode asked = function("refused", saying("a"), HANDLER);
    asked.setAll((ObjectNode) new JsonMapper().readTree(change));
    assertThat(refused(user.send("POST", FUNCTIONS, asked), 400, "InvalidParameterValueException"))
        .contains(message);
    refused(user.send("GET", FUNCTIONS + "/refused"), 404, "ResourceNotFoundException");
  }

  @Test
  void membersThatSayNothingDoNoHarm() {
    ObjectNode asked = function("quiet", saying("a"), HANDLER);
    asked.putArray("Layers");
    asked.putObject("VpcConfig").putArray("SubnetIds");
    asked.put("PackageType", "Zip").put("KMSKeyArn", "").put("Publish", false);
    asked.putObject("TracingConfig").put("Mode", "PassThrough");
    asked.putObject("EphemeralStorage").put("Size", 512);
    user.send("POST", FUNCTIONS, asked).expect(201);
  }

  @Test
  void codeOfManyMegabytesIsTaken() {
    byte[] noise = new byte[24 * 1024 * 1024];
    new java.util.SplittableRandom(1).nextBytes(noise);
    FunctionJar large = saying("large").entry("noise.bin", noise);
    user.created("large", large, HANDLER);
    assertThat(call("large")).isEqualTo("large0");
  }

  @Test
  void listsComeInPagesThatMissNothing() {
    for (int i = 0; i < 5; i++) {
      user.created("page-" + i, saying("one"), HANDLER);
    }
    StringBuilder seen = new StringBuilder();
    String marker = "";
    do {
      JsonNode page = user.got("?MaxItems=2" + marker);
      page.path("Functions")
          .forEach(f -> seen.append(f.path("FunctionName").asString()).append(' '));
      assertThat(page.path("Functions").size()).isBetween(1, 2);
      marker = page.has("NextMarker") ? "&Marker=" + page.path("NextMarker").asString() : "";
    } while (!marker.isEmpty());
    assertThat(seen.toString()).contains("page-0 page-1 page-2 page-3 page-4");
    for (String wrong : List.of("?MaxItems=0", "?MaxItems=x", "?Marker=!", "?FunctionVersion=1")) {
      refused(user.send("GET", FUNCTIONS + wrong), 400, "InvalidParameterValueException");
    }
  }

  @Test
  void aKeyDoesWhatItsScopeAllows() {
    user.created("scoped", saying("one"), HANDLER);
    String read = host.client().newKey("read");
    HostClient client = host.client();
    Reply shown =
        client.send(
            HostClient.anonymous(client.gateway(), FUNCTIONS + "/scoped")
                .header("Authorization", "Bearer " + read)
                .GET());
    shown.expect(200);
    Reply changed =
        client.send(
            HostClient.anonymous(client.gateway(), FUNCTIONS + "/scoped")
                .header("Authorization", "Bearer " + read)
                .method("DELETE", BodyPublishers.noBody()));
    refused(changed, 403, "AccessDeniedException");
  }

  @Test
  void functionsOfTheUploadEndpointAreSeenAndChangedToo() {
    host.client()
        .deployed(
            "uploaded",
            saying("one"),
            "{\"timeout\": {\"run\": \"1500ms\"}, \"idempotent\": true, \"env\": {\"A\": \"b\"}}");
    JsonNode seen = user.got("uploaded/configuration");
    assertThat(seen.path("Handler").asString()).isEqualTo(HANDLER);
    assertThat(seen.path("Timeout").intValue()).isEqualTo(2);
    assertThat(seen.path("Runtime").asString()).isEqualTo("java25");
    user.send("PUT", FUNCTIONS + "/uploaded/configuration", object().put("MemorySize", 512))
        .expect(200);
    code("uploaded", saying("two")).expect(200);
    JsonNode config =
        host.client().admin("GET", "/v1/functions/uploaded").json().path("active").path("config");
    assertThat(config.path("timeout").path("run").asString()).isEqualTo("1500ms");
    assertThat(config.path("budget").path("memory").asString()).isEqualTo("512MiB");
    assertThat(config.path("idempotent").booleanValue()).isTrue();
    assertThat(user.got("uploaded/configuration").path("Environment").path("Variables").path("A"))
        .hasToString("\"b\"");
    assertThat(call("uploaded")).isEqualTo("two0");
  }
}
