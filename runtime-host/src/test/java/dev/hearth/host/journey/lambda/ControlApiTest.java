package dev.hearth.host.journey.lambda;

import static dev.hearth.host.journey.lambda.LambdaUser.FUNCTIONS;
import static dev.hearth.host.journey.lambda.LambdaUser.function;
import static dev.hearth.host.journey.lambda.LambdaUser.object;
import static dev.hearth.host.journey.lambda.LambdaUser.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The control API of Lambda on the wire. */
class ControlApiTest {

  private static final String HANDLER = "com.acme.Says";

  @TempDir static Path data;
  private static RunningHost host;
  private static LambdaUser user;

  @BeforeAll
  static void start() {
    host = RunningHost.start(data);
    user = new LambdaUser(host.client());
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static FunctionJar saying(String text) {
    return FunctionJar.of(
        HANDLER,
        """
        package com.acme;
        public class Says implements java.util.function.Function<Object, String> {
          public String apply(Object in) { return "%s" + System.getenv().size() * 0; }
        }
        """
            .formatted(text));
  }

  private static String call(String address) {
    return host.client().post(address, "{}").expect(200).text();
  }

  private static Reply code(String name, FunctionJar jar) {
    return user.send(
        "PUT", FUNCTIONS + "/" + name + "/code", object().put("ZipFile", LambdaUser.base64(jar)));
  }

  private static Reply alias(String method, String path, ObjectNode body) {
    return user.send(method, FUNCTIONS + "/" + path, body);
  }

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
  void changesMakeVersionsAndOnlyThosePublishedAreSeen() {
    user.created("grows", saying("one"), HANDLER);
    assertThat(user.published("grows")).isEqualTo("1");
    assertThat(user.published("grows")).isEqualTo("1");
    JsonNode two = code("grows", saying("two")).expect(200).json();
    ObjectNode config = object().put("Timeout", 9).put("Description", "later");
    JsonNode three =
        user.send("PUT", FUNCTIONS + "/grows/configuration", config).expect(200).json();
    assertThat(three.path("Timeout").intValue()).isEqualTo(9);
    assertThat(three.path("CodeSha256")).isEqualTo(two.path("CodeSha256"));
    assertThat(three.path("RevisionId")).isNotEqualTo(two.path("RevisionId"));
    assertThat(user.published("grows")).isEqualTo("3");
    refused(user.send("GET", FUNCTIONS + "/grows:2"), 404, "ResourceNotFoundException");
    JsonNode versions = user.got("grows/versions").path("Versions");
    assertThat(versions.valueStream().map(v -> v.path("Version").asString()))
        .containsExactly("$LATEST", "1", "3");
    assertThat(versions.path(1).path("Timeout").intValue()).isEqualTo(3);
    assertThat(versions.path(2).path("Description").asString()).isEqualTo("later");
    assertThat(versions.path(2).path("FunctionArn").asString()).endsWith(":function:grows:3");
    assertThat(call("grows@1")).isEqualTo("one0");
    assertThat(call("grows")).isEqualTo("two0");
  }

  @Test
  void aVersionThatNothingLeadsToCanBeDeleted() {
    user.created("pruned", saying("one"), HANDLER);
    user.published("pruned");
    code("pruned", saying("two")).expect(200);
    user.published("pruned");
    alias("POST", "pruned/aliases", object().put("Name", "old").put("FunctionVersion", "1"))
        .expect(201);
    for (String used : List.of("1", "2")) {
      refused(
          user.send("DELETE", FUNCTIONS + "/pruned?Qualifier=" + used),
          409,
          "ResourceConflictException");
    }
    for (String none : List.of("$LATEST", "old")) {
      refused(
          user.send("DELETE", FUNCTIONS + "/pruned?Qualifier=" + none),
          400,
          "InvalidParameterValueException");
    }
    assertThat(call("pruned@1")).isEqualTo("one0");
    user.send("DELETE", FUNCTIONS + "/pruned/aliases/old").expect(204);
    user.send("DELETE", FUNCTIONS + "/pruned?Qualifier=1").expect(204);
    host.client().get("pruned@1").expectProblem(404, "unknown-version", "caller");
    refused(user.send("GET", FUNCTIONS + "/pruned:1"), 404, "ResourceNotFoundException");
    assertThat(user.got("pruned/versions").path("Versions")).hasSize(2);
    assertThat(call("pruned")).isEqualTo("two0");
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
  void anAliasSendsInvocationsWithTheSameKeyToTheSameVersion() {
    user.created("stuck", saying("one"), HANDLER);
    user.published("stuck");
    code("stuck", saying("two")).expect(200);
    user.published("stuck");
    ObjectNode asked = object().put("Name", "live").put("FunctionVersion", "1");
    asked.putObject("RoutingConfig").putObject("AdditionalVersionWeights").put("2", 0.5);
    alias("POST", "stuck/aliases", asked).expect(201);
    for (int i = 0; i < 20; i++) {
      String key = "user-" + i;
      String invoked = sticky(FUNCTIONS + "/stuck:live/invocations", key).replace("\"", "");
      assertThat(invoked).isEqualTo(sticky("/fn/stuck@live", key));
    }
  }

  private static String sticky(String path, String key) {
    HostClient client = host.client();
    return client
        .send(
            client
                .toGateway(path)
                .header("X-Hearth-Sticky-Key", key)
                .POST(BodyPublishers.ofString("{}")))
        .expect(200)
        .text();
  }

  @Test
  void goingBackToWhatWasPublishedLastIsNoNewPublication() {
    user.created("back", saying("one"), HANDLER);
    assertThat(user.published("back")).isEqualTo("1");
    code("back", saying("two")).expect(200);
    code("back", saying("one")).expect(200);
    assertThat(user.published("back")).isEqualTo("1");
    code("back", saying("two")).expect(200);
    assertThat(user.published("back")).isEqualTo("4");
  }

  @Test
  void whoKnowsAnOldStateChangesNothing() {
    JsonNode made = user.created("known", saying("one"), HANDLER);
    JsonNode now = code("known", saying("two")).expect(200).json();
    ObjectNode stale = object().put("RevisionId", made.path("RevisionId").asString());
    for (Reply reply :
        List.of(
            user.send("PUT", FUNCTIONS + "/known/code", stale.deepCopy().put("ZipFile", "")),
            user.send("PUT", FUNCTIONS + "/known/configuration", stale),
            user.send("POST", FUNCTIONS + "/known/versions", stale))) {
      assertThat(refused(reply, 412, "PreconditionFailedException"))
          .startsWith("The Revision Id provided does not match the latest Revision Id");
    }
    assertThat(user.got("known/configuration")).isEqualTo(now);
    ObjectNode other = object().put("CodeSha256", made.path("CodeSha256").asString());
    assertThat(
            refused(
                user.send("POST", FUNCTIONS + "/known/versions", other),
                400,
                "InvalidParameterValueException"))
        .contains("is different from current CodeSHA256 in $LATEST");
  }

  @Test
  void aliasesNamePublishedVersionsWithWeights() {
    user.created("routed", saying("one"), HANDLER);
    user.published("routed");
    code("routed", saying("two")).expect(200);
    ObjectNode early = object().put("Name", "live").put("FunctionVersion", "2");
    refused(alias("POST", "routed/aliases", early), 400, "InvalidParameterValueException");
    user.published("routed");
    ObjectNode asked = object().put("Name", "live").put("FunctionVersion", "1");
    asked.put("Description", "what customers call");
    asked.putObject("RoutingConfig").putObject("AdditionalVersionWeights").put("2", 0.75);
    JsonNode live = alias("POST", "routed/aliases", asked).expect(201).json();
    assertThat(live.path("AliasArn").asString()).endsWith(":function:routed:live");
    assertThat(live.path("FunctionVersion").asString()).isEqualTo("1");
    assertThat(live.path("RoutingConfig").path("AdditionalVersionWeights").path("2").doubleValue())
        .isEqualTo(0.75);
    assertThat(user.got("routed/aliases/live")).isEqualTo(live);
    refused(alias("POST", "routed/aliases", asked), 409, "ResourceConflictException");
    ObjectNode stale = object().put("RevisionId", "x").put("FunctionVersion", "2");
    refused(alias("PUT", "routed/aliases/live", stale), 412, "PreconditionFailedException");
    ObjectNode shift = object().put("FunctionVersion", "2");
    assertThat(
            refused(
                alias("PUT", "routed/aliases/live", shift), 400, "InvalidParameterValueException"))
        .contains("already included in routing configuration");
    shift.putObject("RoutingConfig");
    JsonNode after = alias("PUT", "routed/aliases/live", shift).expect(200).json();
    assertThat(after.path("FunctionVersion").asString()).isEqualTo("2");
    assertThat(after.path("RoutingConfig").isMissingNode()).isTrue();
    assertThat(after.path("Description").asString()).isEqualTo("what customers call");
    assertThat(after.path("RevisionId")).isNotEqualTo(live.path("RevisionId"));
    assertThat(call("routed@live")).isEqualTo("two0");
    assertThat(user.got("routed/aliases?FunctionVersion=2").path("Aliases")).hasSize(1);
    assertThat(user.got("routed/aliases?FunctionVersion=1").path("Aliases")).isEmpty();
    assertThat(user.got("routed:live").path("Configuration").path("Version").asString())
        .isEqualTo("2");
    user.send("DELETE", FUNCTIONS + "/routed/aliases/live").expect(204);
    user.send("DELETE", FUNCTIONS + "/routed/aliases/live").expect(204);
    refused(user.send("GET", FUNCTIONS + "/routed/aliases/live"), 404, "ResourceNotFoundException");
  }

  @Test
  void reservedConcurrencyLimitsWithoutANewVersion() {
    user.created("held", saying("one"), HANDLER);
    String path = "/2017-10-31/functions/held/concurrency";
    user.send("PUT", path, object().put("ReservedConcurrentExecutions", 0)).expect(200);
    host.client().post("held", "{}").expectProblem(429, "throttled", "function");
    assertThat(user.got("held").path("Concurrency").path("ReservedConcurrentExecutions").intValue())
        .isZero();
    user.send("PUT", path, object().put("ReservedConcurrentExecutions", 5)).expect(200);
    assertThat(call("held")).isEqualTo("one0");
    user.send("DELETE", path).expect(204);
    assertThat(user.send("GET", "/2019-09-30/functions/held/concurrency").expect(200).json())
        .isEmpty();
    assertThat(host.client().admin("GET", "/v1/functions/held").json().path("versions").asInt())
        .isEqualTo(1);
    refused(user.send("PUT", path, object()), 400, "InvalidParameterValueException");
  }

  @Test
  void termsOfAsynchronousCallsAreKept() {
    user.created("queued", saying("one"), HANDLER);
    String path = "/2019-09-25/functions/queued/event-invoke-config";
    assertThat(refused(user.send("GET", path), 404, "ResourceNotFoundException"))
        .contains("doesn't have an EventInvokeConfig");
    refused(user.send("PUT", path, object()), 400, "InvalidParameterValueException");
    ObjectNode destination = object().put("MaximumRetryAttempts", 1);
    destination.putObject("DestinationConfig").putObject("OnFailure").put("Destination", "arn");
    refused(user.send("PUT", path, destination), 400, "InvalidParameterValueException");
    user.send("PUT", path, object().put("MaximumRetryAttempts", 0)).expect(200);
    JsonNode both =
        user.send("POST", path, object().put("MaximumEventAgeInSeconds", 90)).expect(200).json();
    assertThat(both.path("MaximumRetryAttempts").intValue()).isZero();
    assertThat(both.path("MaximumEventAgeInSeconds").intValue()).isEqualTo(90);
    assertThat(both.path("FunctionArn").asString()).endsWith(":queued:$LATEST");
    assertThat(user.send("GET", path).expect(200).json()).isEqualTo(both);
    assertThat(user.send("GET", path + "/list").json().path("FunctionEventInvokeConfigs").path(0))
        .isEqualTo(both);
    user.send("DELETE", path).expect(204);
    refused(user.send("DELETE", path), 404, "ResourceNotFoundException");
  }

  @Test
  void tagsComeAndGo() {
    String arn = user.created("tagged", saying("one"), HANDLER).path("FunctionArn").asString();
    String path = "/2017-03-31/tags/" + arn.replace(":", "%3A");
    ObjectNode body = object();
    body.putObject("Tags").put("team", "a").put("cost", "b");
    user.send("POST", path, body).expect(204);
    user.send("DELETE", path + "?tagKeys=cost").expect(204);
    assertThat(user.send("GET", path).expect(200).json().path("Tags").toString())
        .isEqualTo("{\"team\":\"a\"}");
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

  @Test
  void everythingOutlivesARestart(@TempDir Path other) {
    JsonNode before;
    try (RunningHost first = RunningHost.start(other)) {
      LambdaUser its = new LambdaUser(first.client());
      its.created("kept", saying("one"), HANDLER);
      its.published("kept");
      its.send(
              "PUT",
              "/2017-10-31/functions/kept/concurrency",
              object().put("ReservedConcurrentExecutions", 0))
          .expect(200);
      before = its.got("kept:1");
    }
    try (RunningHost second = RunningHost.start(other)) {
      assertThat(new LambdaUser(second.client()).got("kept:1")).isEqualTo(before);
      second.client().post("kept", "{}").expectProblem(429, "throttled", "function");
    }
  }
}
