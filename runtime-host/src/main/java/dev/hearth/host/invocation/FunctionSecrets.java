package dev.hearth.host.invocation;

import dev.hearth.host.registry.FunctionVersion;

/**
 * Where the code of a function gets its secrets: what a sandbox sees of them. Any thread may use
 * it, at any depth of its stack: what is done here does not lock.
 */
@FunctionalInterface
public interface FunctionSecrets {

  /**
   * The value of a secret now, for the caller to keep.
   *
   * @param version whose code asks
   * @throws IllegalArgumentException when its manifest does not name the secret
   * @throws IllegalStateException when the host has none of this name, or cannot read it
   */
  byte[] value(FunctionVersion version, String name);
}
