package dev.hearth.host.request;

import dev.hearth.host.config.NearestName;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.response.ProblemDocument;
import java.util.List;

/** What callers are told who ask for what is not there. */
public final class Unknown {

  private static final int FUNCTIONS_SEARCHED = 200;

  private Unknown() {}

  /** No function has this name; strangers are not told which names there are. */
  public static ProblemDocument function(FunctionName name) {
    return function(name, "; deploy one with PUT /v1/functions/" + name);
  }

  /** No function has this name; the caller may see the others, so the nearest is named. */
  public static ProblemDocument function(FunctionName name, FunctionRegistry registry) {
    List<String> names =
        registry.all().stream()
            .limit(FUNCTIONS_SEARCHED)
            .map(function -> function.name().value())
            .toList();
    return function(name, NearestName.hint(name.value(), names));
  }

  private static ProblemDocument function(FunctionName name, String hint) {
    return ProblemDocument.of(
        Reason.UNKNOWN_FUNCTION, "no function is deployed as \"" + name + '"' + hint);
  }

  /** The function has no such version or alias. */
  public static ProblemDocument version(DeployedFunction function, String qualifier) {
    return ProblemDocument.of(
        Reason.UNKNOWN_VERSION,
        function.name()
            + " has no version or alias \""
            + qualifier
            + "\", only the versions "
            + function.versions().keySet()
            + " and the aliases "
            + function.aliases().keySet());
  }
}
