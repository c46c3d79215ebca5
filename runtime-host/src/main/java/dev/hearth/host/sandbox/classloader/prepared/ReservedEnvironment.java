package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.config.Problem;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment variables that Lambda gives its functions and that a manifest cannot set. The
 * region and the credentials are not among them, for the host has none to give. Stateless.
 */
final class ReservedEnvironment {

  private static final Set<String> NAMES =
      Set.of(
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_RUNTIME_DIR",
          "LAMBDA_TASK_ROOT");

  private ReservedEnvironment() {}

  /** Refuses a manifest that sets one of them for a Lambda handler. */
  static void check(HandlerStyle style, Map<String, String> env) throws ArtifactRefusedException {
    if (style.isLambda()) {
      List<Problem> problems =
          env.keySet().stream()
              .filter(name -> NAMES.contains(name) || name.startsWith("_"))
              .sorted()
              .map(name ->
                  new Problem(
                      "env." + name,
                      "is reserved: Lambda handlers get it from the host; use another name"))
              .toList();
      if (!problems.isEmpty()) {
        throw new ArtifactRefusedException(problems);
      }
    }
  }
}
