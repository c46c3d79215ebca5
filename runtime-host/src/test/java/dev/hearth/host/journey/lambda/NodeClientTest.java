package dev.hearth.host.journey.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hearth.host.RunningHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The AWS SDK for JavaScript. Left out where there is no {@code npm} or no Node that it takes; npm
 * fetches the SDK into {@code target}.
 */
class NodeClientTest {

  private static final String VERSION = "3.1164.0";
  private static final int OLDEST_NODE = 20;
  private static final Path HOME = Path.of("target", "aws-sdk-" + VERSION).toAbsolutePath();

  private static final String SCRIPT =
      """
      const fs = require('fs');
      const L = require('@aws-sdk/client-lambda');
      const client = new L.LambdaClient({endpoint: process.argv[2], maxAttempts: 1});
      const send = (name, input) => client.send(new L[name + 'Command'](input));
      const FunctionName = 'js';
      const text = bytes => Buffer.from(bytes).toString('utf8');
      const Payload = JSON.stringify({name: 'Ada'});
      const failure = async work => {
        try {
          await work;
          return {};
        } catch (e) {
          return {name: e.name, status: e.$metadata?.httpStatusCode, reason: e.Reason,
              throttled: e instanceof L.TooManyRequestsException,
              missing: e instanceof L.ResourceNotFoundException,
              conflict: e instanceof L.ResourceConflictException,
              stale: e instanceof L.PreconditionFailedException};
        }
      };
      (async () => {
        const out = {};
        const create = {FunctionName, Runtime: 'java21', Handler: 'com.acme.Greeter::greet',
            Role: 'arn:aws:iam::123456789012:role/any', Publish: true,
            Code: {ZipFile: fs.readFileSync('one.jar')}};
        const made = await send('CreateFunction', create);
        out.made = {version: made.Version, state: made.State, size: made.CodeSize};
        out.again = await failure(send('CreateFunction', create));
        await L.waitUntilFunctionActiveV2({client, maxWaitTime: 10}, {FunctionName});
        const called = await send('Invoke', {FunctionName, Payload, LogType: 'Tail'});
        out.called = {status: called.StatusCode, answer: JSON.parse(text(called.Payload)),
            version: called.ExecutedVersion, error: called.FunctionError,
            log: text(Buffer.from(called.LogResult, 'base64'))};
        const failed = await send('Invoke', {FunctionName, Payload: '{"name": "fail"}'});
        out.failed = {error: failed.FunctionError, ...JSON.parse(text(failed.Payload))};
        out.later = (await send('Invoke', {FunctionName, Payload, InvocationType: 'Event'})).StatusCode;
        const stream = await send('InvokeWithResponseStream', {FunctionName, Payload});
        out.streamed = '';
        for await (const part of stream.EventStream) {
          if (part.PayloadChunk) out.streamed += text(part.PayloadChunk.Payload);
          if (part.InvokeComplete) out.complete = part.InvokeComplete.ErrorCode ?? 'whole';
        }
        const changed = await send('UpdateFunctionCode',
            {FunctionName, ZipFile: fs.readFileSync('two.zip')});
        out.stale = await failure(
            send('PublishVersion', {FunctionName, RevisionId: made.RevisionId}));
        const two = await send('PublishVersion', {FunctionName, RevisionId: changed.RevisionId});
        const weights = {AdditionalVersionWeights: {[two.Version]: 0.5}};
        const alias = await send('CreateAlias', {FunctionName, Name: 'live',
            FunctionVersion: '1', RoutingConfig: weights});
        out.alias = {version: alias.FunctionVersion, arn: alias.AliasArn,
            weights: alias.RoutingConfig.AdditionalVersionWeights};
        const executed = new Set();
        for (let i = 0; i < 100; i++) {
          executed.add((await send('Invoke',
              {FunctionName, Payload, Qualifier: 'live'})).ExecutedVersion);
        }
        out.executed = [...executed].sort();
        out.listed = [];
        for await (const page of L.paginateListVersionsByFunction(
            {client, pageSize: 1}, {FunctionName})) {
          out.listed.push(...page.Versions.map(v => v.Version));
        }
        await send('PutFunctionConcurrency', {FunctionName, ReservedConcurrentExecutions: 0});
        out.throttled = await failure(send('Invoke', {FunctionName, Payload}));
        await send('DeleteFunctionConcurrency', {FunctionName});
        await send('DeleteFunction', {FunctionName});
        out.gone = await failure(send('Invoke', {FunctionName, Payload}));
        console.log(JSON.stringify(out));
      })().catch(e => { console.error(e); process.exit(1); });
      """;

  @TempDir static Path directory;
  @TempDir static Path data;

  @BeforeAll
  static void install() throws Exception {
    assumeThat(Tool.find("npm").isPresent() && nodeIsNewEnough())
        .as("npm and Node %s or newer are installed", OLDEST_NODE)
        .isTrue();
    if (!Files.exists(HOME.resolve("node_modules/@aws-sdk/client-lambda/package.json"))) {
      Files.createDirectories(HOME);
      Tool.run(
              HOME,
              Map.of(),
              List.of(
                  "npm",
                  "install",
                  "--no-audit",
                  "--no-fund",
                  "--prefix",
                  HOME.toString(),
                  "@aws-sdk/client-lambda@" + VERSION))
          .ok();
    }
  }

  private static boolean nodeIsNewEnough() throws IOException, InterruptedException {
    if (Tool.find("node").isEmpty()) {
      return false;
    }
    String version = Tool.run(directory, Map.of(), List.of("node", "--version")).ok();
    return Integer.parseInt(version.strip().replaceAll("^v(\\d+)\\..*", "$1")) >= OLDEST_NODE;
  }

  private static JsonNode run() throws Exception {
    Lambdas.greeting("Hello").writeTo(directory, "one.jar");
    Lambdas.inLibrary("Goodbye").writeTo(directory, "two.zip");
    Path script = Files.writeString(directory.resolve("script.cjs"), SCRIPT);
    try (RunningHost host = RunningHost.start(data)) {
      Map<String, String> environment =
          new HashMap<>(Tool.awsEnvironment(host.client().key(), directory));
      environment.put("NODE_PATH", HOME.resolve("node_modules").toString());
      List<String> command = List.of("node", script.toString(), host.client().gateway().toString());
      return new JsonMapper().readTree(Tool.run(directory, environment, command).ok());
    }
  }

  @Test
  void theWholeLifeOfAFunction() throws Exception {
    JsonNode out = run();
    assertThat(out.path("made").path("version").asString()).isEqualTo("1");
    assertThat(out.path("made").path("state").asString()).isEqualTo("Active");
    assertThat(out.path("again").path("conflict").booleanValue()).isTrue();
    JsonNode called = out.path("called");
    assertThat(called.path("status").intValue()).isEqualTo(200);
    assertThat(called.path("answer").path("text").asString()).isEqualTo("Hello, Ada");
    assertThat(called.path("version").asString()).isEqualTo("$LATEST");
    assertThat(called.has("error")).isFalse();
    assertThat(called.path("log").asString()).contains("greeting Ada");
    assertThat(out.path("failed").path("error").asString()).isEqualTo("Unhandled");
    assertThat(out.path("failed").path("errorMessage").asString())
        .isEqualTo("nobody is called fail");
    assertThat(out.path("later").intValue()).isEqualTo(202);
    assertThat(new JsonMapper().readTree(out.path("streamed").asString()).path("text").asString())
        .isEqualTo("Hello, Ada");
    assertThat(out.path("complete").asString()).isEqualTo("whole");
    assertThat(out.path("stale").path("stale").booleanValue()).isTrue();
    assertThat(out.path("alias").path("weights").toString()).isEqualTo("{\"2\":0.5}");
    assertThat(out.path("alias").path("arn").asString()).endsWith(":function:js:live");
    assertThat(out.path("executed").toString()).isEqualTo("[\"1\",\"2\"]"); // 2^-99 to be missing
    assertThat(out.path("listed").toString()).isEqualTo("[\"$LATEST\",\"1\",\"2\"]");
    isThrottledByType(out.path("throttled"));
    assertThat(out.path("gone").path("missing").booleanValue()).isTrue();
  }

  private static void isThrottledByType(JsonNode throttled) {
    assertThat(throttled.path("throttled").booleanValue()).as(throttled.toString()).isTrue();
    assertThat(throttled.path("status").intValue()).isEqualTo(429);
    assertThat(throttled.path("reason").asString())
        .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
  }
}
