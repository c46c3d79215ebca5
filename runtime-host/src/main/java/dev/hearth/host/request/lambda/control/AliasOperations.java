package dev.hearth.host.request.lambda.control;

import dev.hearth.host.registry.Alias;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.traffic.StickySource;
import dev.hearth.host.request.lambda.Identity;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaFault;
import dev.hearth.host.request.lambda.LambdaRequest;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Creates, shows, changes and deletes aliases. Any thread may use it. */
final class AliasOperations {

  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_VERSION = 1024;
  private static final int LONGEST_DESCRIPTION = 256;

  private final Functions functions;

  AliasOperations(Functions functions) {
    this.functions = functions;
  }

  LambdaAnswer create(LambdaRequest request) throws LambdaException {
    Members members = new Members(request.json());
    String name = name(members.required("Name", LONGEST_NAME));
    String version = members.required("FunctionVersion", LONGEST_VERSION);
    String description = members.text("Description", LONGEST_DESCRIPTION).orElse("");
    Optional<Routing.Additional> additional = Routing.read(members);
    members.end();
    return functions.changing(
        request.function(),
        () -> {
          DeployedFunction function = functions.unqualified(request);
          if (function.aliases().containsKey(name)) {
            throw new LambdaException(
                LambdaFault.conflict("Alias already exists: " + arn(request, function, name)));
          }
          Alias alias =
              Routing.alias(
                  function,
                  name,
                  new Routing(
                      Routing.version(function, version),
                      additional.orElse(Routing.NONE),
                      description,
                      new StickySource.Nowhere()));
          return LambdaAnswer.json(201, set(request, function, alias));
        });
  }

  LambdaAnswer update(LambdaRequest request) throws LambdaException {
    Members members = new Members(request.json());
    Optional<String> version = members.text("FunctionVersion", LONGEST_VERSION);
    Optional<String> description = members.text("Description", LONGEST_DESCRIPTION);
    Optional<Routing.Additional> additional = Routing.read(members);
    Optional<String> revision = members.text("RevisionId", LONGEST_NAME);
    members.end();
    return functions.changing(
        request.function(),
        () -> {
          DeployedFunction function = functions.unqualified(request);
          Alias before = alias(request, function);
          Revisions.require(revision, Revisions.of(function, before), "Alias");
          Routing kept = Routing.of(before);
          int main = version.isPresent() ? Routing.version(function, version.get()) : kept.main();
          Alias alias =
              Routing.alias(
                  function,
                  before.name(),
                  new Routing(
                      main,
                      additional.orElse(kept.additional()),
                      description.orElse(kept.description()),
                      kept.sticky()));
          return LambdaAnswer.json(200, set(request, function, alias));
        });
  }

  private ObjectNode set(LambdaRequest request, DeployedFunction function, Alias alias)
      throws LambdaException {
    functions.apply(new CatalogueChange.AliasSet(function.name(), alias));
    return json(request.identity(), function, alias);
  }

  LambdaAnswer get(LambdaRequest request) throws LambdaException {
    DeployedFunction function = functions.unqualified(request);
    return LambdaAnswer.json(200, json(request.identity(), function, alias(request, function)));
  }

  LambdaAnswer list(LambdaRequest request) throws LambdaException {
    DeployedFunction function = functions.unqualified(request);
    Optional<String> version = request.queried("FunctionVersion");
    List<Alias> aliases =
        new TreeMap<>(function.aliases())
            .values().stream()
                .filter(alias ->
                    version.isEmpty()
                        || alias.weights().keySet().stream()
                            .anyMatch(number -> number.toString().equals(version.get())))
                .toList();
    return LambdaAnswer.json(
        200,
        Page.of(request, aliases, Alias::name)
            .json("Aliases", alias -> json(request.identity(), function, alias)));
  }

  /** Deleting one that is not there is no error, as with Lambda. */
  LambdaAnswer delete(LambdaRequest request) throws LambdaException {
    return functions.changing(
        request.function(),
        () -> {
          DeployedFunction function = functions.unqualified(request);
          String name = request.value("Name");
          if (function.settings().async().containsKey(name)) {
            functions.set(function, function.settings().withAsync(name, Optional.empty()));
          }
          if (function.aliases().containsKey(name)) {
            functions.apply(new CatalogueChange.AliasDeleted(function.name(), name));
          }
          return LambdaAnswer.empty(204);
        });
  }

  private static String name(String name) throws LambdaException {
    if (!Alias.isValidName(name)) {
      throw Members.refused(
          "1 validation error detected: Value "
              + LambdaFault.shown(name)
              + " at 'name' failed to satisfy constraint: an alias of this host starts with a"
              + " letter and has at most 64 letters, digits, hyphens and underscores");
    }
    return name;
  }

  private static Alias alias(LambdaRequest request, DeployedFunction function)
      throws LambdaException {
    String name = request.value("Name");
    return Optional.ofNullable(function.aliases().get(name))
        .orElseThrow(() ->
            new LambdaException(
                LambdaFault.notFound("Cannot find alias arn: " + arn(request, function, name))));
  }

  private static String arn(LambdaRequest request, DeployedFunction function, String alias) {
    return request.identity().functionArn(function.name().value(), alias);
  }

  private static ObjectNode json(Identity identity, DeployedFunction function, Alias alias) {
    ObjectNode json = ConfigurationJson.object();
    json.put("AliasArn", identity.functionArn(function.name().value(), alias.name()));
    json.put("Name", alias.name());
    json.put("FunctionVersion", Integer.toString(alias.main()));
    json.put("Description", alias.traits().description());
    Routing.write(alias, json);
    json.put("RevisionId", Revisions.of(function, alias));
    return json;
  }
}
