package dev.hearth.host.request.lambda;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Paths, queries and names of functions on Lambda paths, as strangers write them. */
public final class LambdaFuzz {

  private static final LambdaRoutes ROUTES =
      new LambdaRoutes(
          List.of(
              route("/2015-03-31/functions"),
              route("/2015-03-31/functions/{FunctionName}"),
              route("/2015-03-31/functions/{FunctionName}/invocations"),
              route("/2015-03-31/functions/{FunctionName}/aliases/{Name}")));

  private LambdaFuzz() {}

  private static LambdaRoute route(String pattern) {
    return LambdaRoute.control("POST", pattern, Scope.READ, 0, _ -> LambdaAnswer.empty(200));
  }

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    LambdaPath.query(text);
    look("/2015-03-31/functions/" + text);
    look(text);
    refer(text);
    refer(new String(data, StandardCharsets.UTF_8));
  }

  private static void look(String text) {
    Optional<LambdaPath> path = LambdaPath.parse(text);
    if (path.isEmpty()) {
      return;
    }
    Optional<LambdaRoute.Match> match = ROUTES.find("POST", path.get());
    if (match.isPresent() == ROUTES.methodsOf(path.get()).isEmpty()) {
      throw new AssertionError(text);
    }
    match.ifPresent(found -> found.values().values().forEach(LambdaFuzz::refer));
  }

  private static void refer(String text) {
    try {
      FunctionReference reference = FunctionReference.parse(text);
      if (!FunctionReference.parse(
              reference.qualifier().isEmpty()
                  ? reference.name()
                  : reference.name() + ":" + reference.qualifier())
          .equals(reference)) {
        throw new AssertionError(text);
      }
    } catch (LambdaException toldToTheCaller) {
      if (toldToTheCaller.fault().answer().body().size() == 0) {
        throw new AssertionError(text);
      }
    }
  }
}
