package dev.hearth.host.sandbox.classloader.policy;

import java.util.Set;

/**
 * The classes that functions share with the host, for both must mean the same ones: those directly
 * in the packages of the function API, of {@code aws-lambda-java-core} and of what
 * functions-framework-java shares too. A copy that an artifact brings along is left out. Stateless.
 */
public final class SharedApi {

  private static final String LAMBDA = "com.amazonaws.services.lambda.runtime";

  private static final Set<String> PACKAGES =
      Set.of("dev.hearth.function", LAMBDA, LAMBDA + ".logging");

  /** As functions-framework-java has it: of these packages, only what the host itself has. */
  private static final Set<String> OF_CLOUD_FUNCTIONS =
      Set.of("com.google.cloud.functions", "io.cloudevents");

  /** Has a switch that every function may set for itself, so each has a copy of its own. */
  private static final String LAMBDA_SWITCH = LAMBDA + ".LambdaRuntimeInternal";

  private static final String LAMBDA_RUNTIME = LAMBDA + ".LambdaRuntime";

  private SharedApi() {}

  /** Whether a class of this name, in the form {@code com.acme.Hello}, comes from the host. */
  public static boolean has(String className) {
    int dot = className.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    String packageName = className.substring(0, dot);
    return (PACKAGES.contains(packageName) && !className.equals(LAMBDA_SWITCH))
        || (OF_CLOUD_FUNCTIONS.contains(packageName)
            && Character.isUpperCase(className.charAt(dot + 1))
            && isOfHost(className));
  }

  private static boolean isOfHost(String className) {
    String resource = className.replace('.', '/') + ".class";
    return SharedApi.class.getClassLoader().getResource(resource) != null;
  }

  /**
   * Whether a member of such a class is the host's alone: the logger of {@code LambdaRuntime} is
   * one for all functions, and none of them may put another in its place.
   *
   * @param className in the form {@code com.acme.Hello}
   * @param descriptor of the member; that of a field has no parenthesis
   */
  public static boolean isHostsAlone(String className, String descriptor) {
    return className.equals(LAMBDA_RUNTIME) && !descriptor.startsWith("(");
  }
}
