package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.guard.xml.DocumentAccess;
import dev.hearth.host.sandbox.classloader.policy.SharedApi;

/**
 * What a function sees besides its own artifact: the Java platform and exactly the packages of
 * {@link SharedApi}, whose classes must be the same ones that the host uses. Stateless.
 */
final class ApiClassLoader extends ClassLoader {

  /** What rewritten code calls; a function cannot name it, for such artifacts are refused. */
  private static final String GUARD_PACKAGE = Scope.class.getPackageName();

  private static final String XML_GUARD_PACKAGE = DocumentAccess.class.getPackageName();

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader host;
  private final PlatformPackages platform;

  ApiClassLoader(PlatformPackages platform) {
    super("hearth-api", ClassLoader.getPlatformClassLoader());
    this.host = ApiClassLoader.class.getClassLoader();
    this.platform = platform;
  }

  /** Whether the class is one of the host's that functions link to: of an API, or of the guard. */
  static boolean isOfApi(String className) {
    return SharedApi.has(className)
        || isIn(GUARD_PACKAGE, className)
        || isIn(XML_GUARD_PACKAGE, className);
  }

  /** In the package itself, not in one below it. */
  private static boolean isIn(String packageName, String className) {
    return className.startsWith(packageName) && className.lastIndexOf('.') == packageName.length();
  }

  /**
   * Does not simply ask its parent: the JDK's platform loader hands the packages of every module of
   * the boot layer on, those of the host and its libraries too.
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isOfApi(name)) {
      return host.loadClass(name);
    }
    if (platform.containsClass(name)) {
      return super.loadClass(name, resolve);
    }
    throw new ClassNotFoundException(name + explanation(name));
  }

  private String explanation(String name) {
    if (host.getResource(name.replace('.', '/') + ".class") != null) {
      return ": the host has this class but does not share it; put the library that holds it into"
          + " the artifact, as lib/*.jar or merged into the JAR";
    }
    return ": neither the artifact nor its lib/*.jar holds this class";
  }
}
