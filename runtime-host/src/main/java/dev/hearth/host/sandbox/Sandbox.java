package dev.hearth.host.sandbox;

import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.SandboxKind;

/** One isolation tier. Safe for use by several threads. */
public interface Sandbox {

  /** Which tier this is. */
  SandboxKind kind();

  /**
   * Does the heavy work once, at deployment: checks the artifact through and through, finds its
   * entry point, and stores what {@link #start} needs, by content. Doing it again for the same
   * bytes is cheap and gives the same.
   *
   * @throws ArtifactRefusedException with everything that is wrong
   */
  Preparation prepare(Artifact artifact, FunctionSpec spec) throws ArtifactRefusedException;

  /**
   * Begins an instance of a version that was prepared. Returns at once: loading and initialising
   * happen on the instance's own thread, and {@code listener} hears how that ends.
   */
  Instance start(FunctionVersion version, InstanceId id, StartListener listener);
}
