package dev.hearth.host.request.lambda.control;

import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.setting.Publication;
import dev.hearth.host.request.lambda.Identity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes versions as a {@code FunctionConfiguration}. */
final class ConfigurationJson {

  private static final JsonMapper JSON = new JsonMapper();
  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);
  private static final long MILLIS_PER_SECOND = 1000;

  private ConfigurationJson() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** A version as it was named. */
  static ObjectNode of(Functions.Named named, Identity identity) {
    return named.isLatest()
        ? latest(named.function(), identity, named.qualifier())
        : published(named.function(), named.version(), identity, named.qualifier());
  }

  /**
   * The version that is active, as {@code $LATEST}.
   *
   * @param qualifier in the ARN; empty for none
   */
  static ObjectNode latest(DeployedFunction function, Identity identity, String qualifier) {
    FunctionVersion version = function.active();
    ObjectNode json = json(function, version);
    json.put("FunctionArn", identity.functionArn(function.name().value(), qualifier));
    json.put("Version", Functions.LATEST);
    json.put("Description", version.labels().getOrDefault(Change.DESCRIPTION, ""));
    json.put("LastModified", MODIFIED.format(version.createdAt()));
    json.put("RevisionId", Revisions.latest(function));
    return json;
  }

  /** A version that was published, or that an alias leads to. */
  static ObjectNode published(
      DeployedFunction function, FunctionVersion version, Identity identity, String qualifier) {
    int number = version.id().number();
    Publication publication =
        Optional.ofNullable(function.settings().published().get(number))
            .orElseGet(() ->
                new Publication(
                    version.labels().getOrDefault(Change.DESCRIPTION, ""), version.createdAt()));
    ObjectNode json = json(function, version);
    json.put("FunctionArn", identity.functionArn(function.name().value(), qualifier));
    json.put("Version", Integer.toString(number));
    json.put("Description", publication.description());
    json.put("LastModified", MODIFIED.format(publication.at()));
    json.put("RevisionId", Revisions.published(version, publication));
    return json;
  }

  private static ObjectNode json(DeployedFunction function, FunctionVersion version) {
    FunctionSpec spec = version.spec();
    ObjectNode json = object();
    json.put("FunctionName", function.name().value());
    json.put(
        "Runtime",
        version.labels().getOrDefault(Change.RUNTIME, ConfigurationMembers.DEFAULT_RUNTIME));
    json.put("Role", version.labels().getOrDefault(Change.ROLE, ""));
    json.put("Handler", spec.handler().isEmpty() ? version.entryPoint().target() : spec.handler());
    json.put("CodeSize", version.artifactBytes());
    json.put("CodeSha256", codeSha256(version));
    json.put("Timeout", seconds(spec));
    json.put("MemorySize", spec.budget().memory().bytes() >> 20);
    if (!spec.env().isEmpty()) {
      ObjectNode variables = json.putObject("Environment").putObject("Variables");
      new TreeMap<>(spec.env()).forEach(variables::put);
    }
    json.put("PackageType", "Zip");
    json.putArray("Architectures").add(ConfigurationMembers.architecture());
    json.putObject("TracingConfig").put("Mode", "PassThrough");
    json.putObject("EphemeralStorage").put("Size", 512);
    json.putObject("SnapStart").put("ApplyOn", "None").put("OptimizationStatus", "Off");
    json.putObject("LoggingConfig")
        .put("LogFormat", "Text")
        .put("LogGroup", "/aws/lambda/" + function.name());
    state(function, json);
    return json;
  }

  private static void state(DeployedFunction function, ObjectNode json) {
    json.put("LastUpdateStatus", "Successful");
    if (function.enabled()) {
      json.put("State", "Active");
    } else {
      json.put("State", "Inactive");
      json.put("StateReasonCode", "Idle");
      json.put(
          "StateReason",
          "The function is disabled; POST /v1/functions/"
              + function.name()
              + "/enable at the host's control API switches it on");
    }
  }

  private static long seconds(FunctionSpec spec) {
    long millis = spec.timeouts().run().toMillis();
    return (millis + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND;
  }

  /** The SHA-256 of what was uploaded. */
  static String codeSha256(FunctionVersion version) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(version.artifact().hex()));
  }

  /** A moment as numbers have it: seconds since 1970, with a fraction. */
  static double seconds(Instant instant) {
    return instant.toEpochMilli() / (double) MILLIS_PER_SECOND;
  }
}
