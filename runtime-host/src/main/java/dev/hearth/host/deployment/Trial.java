package dev.hearth.host.deployment;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.registry.FunctionVersion;
import java.util.Optional;

/** Starts a version once, to see whether it can. */
@FunctionalInterface
public interface Trial {

  /**
   * Starts an instance and closes it again; waits for both, at most for the init timeout.
   *
   * @return why it did not start; empty if it did
   */
  Optional<Outcome.Failed> run(FunctionVersion version) throws InterruptedException;
}
