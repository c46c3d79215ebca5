package dev.hearth.host.sandbox.classloader.prepared;

/** Rewrites the classes of one artifact, before they are stored. Used by one thread. */
@FunctionalInterface
public interface ClassTransform {

  /**
   * The class as it will be loaded. What this throws refuses the artifact: a class that cannot be
   * rewritten is never loaded raw.
   *
   * @param className in the form {@code com.acme.Hello}
   * @param classFile checked by {@link ClassFileCheck}; not to be written to
   */
  byte[] transform(String className, byte[] classFile);

  /** Leaves every class as it is. */
  static ClassTransform identity() {
    return (_, classFile) -> classFile;
  }
}
