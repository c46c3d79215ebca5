package dev.hearth.host.sandbox.classloader.policy;

import java.util.Set;

/**
 * Which classes functions share with the host, because both link to them: those of the function
 * API, and what functions-framework-java shares too. An artifact's own copies are passed over.
 * Stateless.
 */
public final class SharedApis {

  /** The function API's own package. */
  private static final String HEARTH = "dev.hearth.function";

  /** As functions-framework-java has it: of these packages, only what the host itself has. */
  private static final Set<String> OF_CLOUD_FUNCTIONS =
      Set.of("com.google.cloud.functions", "io.cloudevents");

  private SharedApis() {}

  /** Whether a class of this name, for instance {@code io.cloudevents.CloudEvent}, is shared. */
  public static boolean contain(String className) {
    int dot = className.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    String packageName = className.substring(0, dot);
    return packageName.equals(HEARTH)
        || (OF_CLOUD_FUNCTIONS.contains(packageName)
            && Character.isUpperCase(className.charAt(dot + 1))
            && isOfHost(className));
  }

  /** Whether it is shared, or of a package below that of the function API. */
  public static boolean cover(String className) {
    return className.startsWith(HEARTH + ".") || contain(className);
  }

  private static boolean isOfHost(String className) {
    String resource = className.replace('.', '/') + ".class";
    return SharedApis.class.getClassLoader().getResource(resource) != null;
  }
}
