package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.request.lambda.LambdaRoute;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Where the operations are that call functions. */
public final class InvokeRoutes {

  private static final String LATEST = "$LATEST";

  private InvokeRoutes() {}

  /** Their routes. */
  public static List<LambdaRoute> of(InvokeMeans means) {
    return List.of(
        LambdaRoute.live(
            "POST", "/2015-03-31/functions/{FunctionName}/invocations", new InvokeOperation(means)),
        LambdaRoute.live(
            "POST",
            "/2014-11-13/functions/{FunctionName}/invoke-async",
            new InvokeAsyncOperation(means)),
        LambdaRoute.live(
            "POST",
            "/2021-11-15/functions/{FunctionName}/response-streaming-invocations",
            new StreamOperation(means)));
  }

  /**
   * Qualifiers as the registry has them: a version number, an alias, or the active version.
   *
   * @param draws numbers from 0 (included) to 1 (excluded), which pick among an alias's versions
   */
  public static VersionChoice registered(DoubleSupplier draws) {
    return (function, qualifier, fields) -> {
      boolean isLatest = qualifier.isEmpty() || qualifier.equals(LATEST);
      String wanted = isLatest ? "" : qualifier;
      return FunctionRegistry.resolve(
              function, wanted, alias -> alias.pick(function.name(), fields, draws))
          .map(version ->
              new VersionChoice.Chosen(
                  version, isLatest ? LATEST : Integer.toString(version.id().number()), wanted));
    };
  }
}
