package dev.hearth.host.request.lambda.control;

import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.request.lambda.FunctionReference;
import dev.hearth.host.request.lambda.Identity;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaFault;
import dev.hearth.host.request.lambda.LambdaRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Creates, shows, changes and deletes functions. Any thread may use it. */
final class FunctionOperations {

  private static final int LONGEST_NAME = 140;
  private static final int LONGEST_REVISION = 128;

  private final Functions functions;
  private final Deployments deployments;
  private final Publications publications;

  FunctionOperations(Functions functions, Deployments deployments, Publications publications) {
    this.functions = functions;
    this.deployments = deployments;
    this.publications = publications;
  }

  LambdaAnswer create(LambdaRequest request) throws LambdaException {
    Members members = new Members(request.json());
    FunctionReference reference =
        FunctionReference.parse(members.required("FunctionName", LONGEST_NAME));
    FunctionName name = nameOf(reference);
    Change change = ConfigurationMembers.created(members);
    boolean publish = members.truth("Publish");
    SortedMap<String, String> tags = Tags.checked(members.texts("Tags").orElseGet(TreeMap::new));
    members.only("PackageType", "Zip");
    ConfigurationMembers.architectures(members);
    Members code =
        members
            .object("Code")
            .orElseThrow(
                () -> Members.refused("Please provide a source for function code: ZipFile."));
    members.end();
    return functions.changing(
        reference,
        () -> {
          if (functions.find(name).isPresent()) {
            throw new LambdaException(LambdaFault.conflict("Function already exist: " + name));
          }
          deployments.create(name, code, change);
          DeployedFunction function = functions.function(reference, request.identity());
          if (!tags.isEmpty()) {
            function = functions.set(function, function.settings().withTags(tags));
          }
          return LambdaAnswer.json(201, shown(function, publish, request.identity()));
        });
  }

  private static FunctionName nameOf(FunctionReference reference) throws LambdaException {
    if (!reference.qualifier().isEmpty()) {
      throw Members.refused("A function is created by its name alone, without a qualifier");
    }
    return reference
        .functionName()
        .orElseThrow(() ->
            Members.refused(
                "1 validation error detected: Value "
                    + LambdaFault.shown(reference.name())
                    + " at 'functionName' failed to satisfy constraint: a function of this host"
                    + " has a name of 1 to 63 lower-case letters, digits and hyphens, and starts"
                    + " and ends with a letter or digit"));
  }

  /** A function after a change, which may be published at once. */
  private ObjectNode shown(DeployedFunction function, boolean publish, Identity identity)
      throws LambdaException {
    if (!publish) {
      return ConfigurationJson.latest(function, identity, "");
    }
    return publications.publish(function, Optional.empty(), identity);
  }

  LambdaAnswer get(LambdaRequest request) throws LambdaException {
    Functions.Named named = functions.named(request.function(), request.identity());
    DeployedFunction function = named.function();
    ObjectNode json = ConfigurationJson.object();
    json.set("Configuration", ConfigurationJson.of(named, request.identity()));
    json.putObject("Code").put("RepositoryType", "Hearth");
    if (!function.settings().tags().isEmpty()) {
      ObjectNode tags = json.putObject("Tags");
      function.settings().tags().forEach(tags::put);
    }
    function
        .settings()
        .maxCalls()
        .ifPresent(max -> json.putObject("Concurrency").put("ReservedConcurrentExecutions", max));
    return LambdaAnswer.json(200, json);
  }

  LambdaAnswer configuration(LambdaRequest request) throws LambdaException {
    Functions.Named named = functions.named(request.function(), request.identity());
    return LambdaAnswer.json(200, ConfigurationJson.of(named, request.identity()));
  }

  LambdaAnswer list(LambdaRequest request) throws LambdaException {
    Identity identity = request.identity();
    Optional<String> all = request.queried("FunctionVersion");
    if (all.isEmpty()) {
      return LambdaAnswer.json(
          200,
          Page.of(request, functions.all(), function -> function.name().value())
              .json("Functions", f -> ConfigurationJson.latest(f, identity, "")));
    }
    if (!all.get().equals("ALL")) {
      throw Members.refused("FunctionVersion may be ALL and nothing else");
    }
    List<Functions.Named> versions = new ArrayList<>();
    functions.all().forEach(function -> versions.addAll(Publications.all(function)));
    return LambdaAnswer.json(
        200,
        Page.of(request, versions, v -> v.function().name() + " " + Publications.key(v))
            .json("Functions", v -> ConfigurationJson.of(v, identity)));
  }

  LambdaAnswer updateCode(LambdaRequest request) throws LambdaException {
    Members members = new Members(request.json());
    boolean publish = members.truth("Publish");
    Optional<String> revision = members.text("RevisionId", LONGEST_REVISION);
    ConfigurationMembers.architectures(members);
    if (members.truth("DryRun")) {
      throw Members.refused(NotHere.refusal("DryRun"));
    }
    return updated(
        request, revision, publish, function -> deployments.update(function.active(), members));
  }

  LambdaAnswer updateConfiguration(LambdaRequest request) throws LambdaException {
    Members members = new Members(request.json());
    Optional<String> revision = members.text("RevisionId", LONGEST_REVISION);
    Change change = ConfigurationMembers.changed(members);
    members.end();
    return updated(
        request, revision, false, function -> deployments.update(function.active(), change));
  }

  @FunctionalInterface
  private interface Update {
    FunctionVersion of(DeployedFunction function) throws LambdaException;
  }

  private LambdaAnswer updated(
      LambdaRequest request, Optional<String> revision, boolean publish, Update update)
      throws LambdaException {
    return functions.changing(
        request.function(),
        () -> {
          DeployedFunction before = functions.unqualified(request);
          Revisions.require(revision, Revisions.latest(before), "Function");
          update.of(before);
          DeployedFunction after = functions.unqualified(request);
          return LambdaAnswer.json(200, shown(after, publish, request.identity()));
        });
  }

  LambdaAnswer delete(LambdaRequest request) throws LambdaException {
    FunctionReference reference = request.function();
    return functions.changing(
        reference,
        () -> {
          DeployedFunction function = functions.function(reference, request.identity());
          if (reference.qualifier().isEmpty()) {
            functions.apply(new CatalogueChange.FunctionDeleted(function.name()));
          } else {
            delete(function, reference, request.identity());
          }
          return LambdaAnswer.empty(204);
        });
  }

  /** Deletes one version, which must have been published and be of no use to an alias. */
  private void delete(DeployedFunction function, FunctionReference reference, Identity identity)
      throws LambdaException {
    if (reference.isLatest()) {
      throw Members.refused("$LATEST version cannot be deleted without deleting the function.");
    }
    if (function.aliases().containsKey(reference.qualifier())) {
      throw Members.refused("An alias is deleted by DeleteAlias, not by DeleteFunction");
    }
    FunctionVersion version = functions.named(reference, identity).version();
    CatalogueChange deletion = new CatalogueChange.VersionDeleted(version.id());
    try {
      var _ = function.after(deletion);
    } catch (IllegalStateException inUse) {
      throw new LambdaException(LambdaFault.conflict(String.valueOf(inUse.getMessage())));
    }
    functions.set(function, function.settings().withoutVersion(version.id().number()));
    functions.apply(deletion);
  }

  /** How large the artifacts are, each once. */
  static Map<String, Long> sizes(List<DeployedFunction> functions) {
    Map<String, Long> sizes = new TreeMap<>();
    for (DeployedFunction function : functions) {
      function
          .versions()
          .values()
          .forEach(version -> sizes.put(version.artifact().hex(), version.artifactBytes()));
    }
    return sizes;
  }
}
