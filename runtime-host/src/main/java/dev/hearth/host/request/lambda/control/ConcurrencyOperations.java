package dev.hearth.host.request.lambda.control;

import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaRequest;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reserved concurrency: how many calls of all versions of a function there may be at a time,
 * without a new version. Any thread may use it.
 */
final class ConcurrencyOperations {

  private static final String MEMBER = "ReservedConcurrentExecutions";
  private static final int MOST = 10_000;

  private final Functions functions;

  ConcurrencyOperations(Functions functions) {
    this.functions = functions;
  }

  LambdaAnswer put(LambdaRequest request) throws LambdaException {
    Members members = new Members(request.json());
    OptionalInt max = members.number(MEMBER, 0, MOST);
    members.end();
    if (max.isEmpty()) {
      throw Members.refused(
          "1 validation error detected: Value null at 'reservedConcurrentExecutions' failed to"
              + " satisfy constraint: Member must not be null");
    }
    set(request, max);
    return LambdaAnswer.json(200, json(max));
  }

  LambdaAnswer get(LambdaRequest request) throws LambdaException {
    return LambdaAnswer.json(200, json(functions.unqualified(request).settings().maxCalls()));
  }

  LambdaAnswer delete(LambdaRequest request) throws LambdaException {
    set(request, OptionalInt.empty());
    return LambdaAnswer.empty(204);
  }

  private void set(LambdaRequest request, OptionalInt max) throws LambdaException {
    functions.changing(
        request.function(),
        () -> {
          DeployedFunction function = functions.unqualified(request);
          functions.set(function, function.settings().withMaxCalls(max));
          return LambdaAnswer.empty(204);
        });
  }

  private static ObjectNode json(OptionalInt max) {
    ObjectNode json = ConfigurationJson.object();
    max.ifPresent(number -> json.put(MEMBER, number));
    return json;
  }
}
