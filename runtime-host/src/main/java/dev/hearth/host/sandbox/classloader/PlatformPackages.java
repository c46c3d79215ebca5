package dev.hearth.host.sandbox.classloader;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packages of the Java platform that functions may see. An artifact cannot replace them: a
 * second {@code org.w3c.dom} would clash with the platform's own parser. Immutable.
 */
final class PlatformPackages {

  private final Set<String> names;

  private PlatformPackages(Set<String> names) {
    this.names = names;
  }

  /** Those of the running JVM. */
  static PlatformPackages ofRunningJvm() {
    return new PlatformPackages(
        ModuleLayer.boot().modules().stream()
            .filter(module -> isOfPlatform(Optional.ofNullable(module.getClassLoader())))
            .flatMap(module -> module.getPackages().stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static boolean isOfPlatform(Optional<ClassLoader> loader) {
    return loader.isEmpty() || loader.get().equals(ClassLoader.getPlatformClassLoader());
  }

  /** Whether a class of this name would be the platform's. */
  boolean containsClass(String className) {
    int dot = className.lastIndexOf('.');
    return dot >= 0 && names.contains(className.substring(0, dot));
  }
}
