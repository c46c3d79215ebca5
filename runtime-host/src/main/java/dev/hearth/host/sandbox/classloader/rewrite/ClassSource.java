package dev.hearth.host.sandbox.classloader.rewrite;

import java.util.Optional;

/** The raw class files of the artifact that is being rewritten. */
@FunctionalInterface
public interface ClassSource {

  /**
   * One class file, as the artifact brought it; empty if the artifact has no such class.
   *
   * @param internalName in the form {@code com/acme/Hello}
   */
  Optional<byte[]> classFile(String internalName);

  /** No classes at all. */
  static ClassSource none() {
    return _ -> Optional.empty();
  }
}
