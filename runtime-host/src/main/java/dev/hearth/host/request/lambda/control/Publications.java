package dev.hearth.host.request.lambda.control;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.setting.FunctionSettings;
import dev.hearth.host.registry.setting.Publication;
import dev.hearth.host.request.lambda.Identity;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes versions and lists those that are. A published version is the version of this host that
 * was active then, under its own number. Any thread may use it.
 */
final class Publications {

  private static final int LONGEST_HASH = 128;
  private static final int LONGEST_DESCRIPTION = 256;

  private final Functions functions;
  private final TimeSource time;

  Publications(Functions functions, TimeSource time) {
    this.functions = functions;
    this.time = time;
  }

  LambdaAnswer publish(LambdaRequest request) throws LambdaException {
    Members members = new Members(request.json());
    Optional<String> hash = members.text("CodeSha256", LONGEST_HASH);
    Optional<String> description = members.text("Description", LONGEST_DESCRIPTION);
    Optional<String> revision = members.text("RevisionId", LONGEST_HASH);
    members.end();
    return functions.changing(
        request.function(),
        () -> {
          DeployedFunction function = functions.unqualified(request);
          Revisions.require(revision, Revisions.latest(function), "Function");
          String now = ConfigurationJson.codeSha256(function.active());
          if (hash.isPresent() && !hash.get().isEmpty() && !hash.get().equals(now)) {
            throw Members.refused(
                "CodeSHA256 (%s) is different from current CodeSHA256 in $LATEST (%s). Please try again with the CodeSHA256 in $LATEST."
                    .formatted(hash.get(), now));
          }
          return LambdaAnswer.json(201, publish(function, description, request.identity()));
        });
  }

  /** Publishes what is active, unless it is what was published last; shows what is then. */
  ObjectNode publish(DeployedFunction function, Optional<String> description, Identity identity)
      throws LambdaException {
    FunctionVersion version = function.active();
    FunctionSettings settings = function.settings();
    Optional<FunctionVersion> last =
        settings.published().isEmpty()
            ? Optional.empty()
            : function.version(settings.published().lastKey());
    DeployedFunction after = function;
    if (settings.published().containsKey(version.id().number())) {
      last = Optional.of(version);
    } else if (last.filter(l -> l.fingerprint().equals(version.fingerprint())).isEmpty()) {
      Publication publication =
          new Publication(
              description.orElseGet(() -> version.labels().getOrDefault(Change.DESCRIPTION, "")),
              time.now());
      after = functions.set(function, settings.withPublished(version.id().number(), publication));
      last = Optional.of(version);
    }
    FunctionVersion shown = last.orElse(version);
    return ConfigurationJson.published(
        after, shown, identity, Integer.toString(shown.id().number()));
  }

  LambdaAnswer list(LambdaRequest request) throws LambdaException {
    DeployedFunction function = functions.unqualified(request);
    return LambdaAnswer.json(
        200,
        Page.of(request, all(function), Publications::key)
            .json("Versions", version -> ConfigurationJson.of(version, request.identity())));
  }

  /** {@code $LATEST}, then what was published, in order. */
  static List<Functions.Named> all(DeployedFunction function) {
    List<Functions.Named> versions = new ArrayList<>();
    versions.add(new Functions.Named(function, function.active(), Functions.LATEST));
    for (Integer number : function.settings().published().keySet()) {
      function
          .version(number)
          .ifPresent(v -> versions.add(new Functions.Named(function, v, number.toString())));
    }
    return versions;
  }

  /** In the order of {@link #all}: the sign for dollars comes before digits. */
  static String key(Functions.Named version) {
    return version.isLatest() ? "$" : "%09d".formatted(version.version().id().number());
  }
}
