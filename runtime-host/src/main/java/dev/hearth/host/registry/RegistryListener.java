package dev.hearth.host.registry;

import java.util.Optional;

/** Hears of every change of what is deployed. */
@FunctionalInterface
public interface RegistryListener {

  /**
   * A change is durable and seen by all. Called on the thread that made it, one change at a time
   * and in their order; the next change waits, so be quick. What is thrown is logged and changes
   * nothing.
   *
   * @param before empty when the function is new
   * @param after empty when the function is gone
   */
  void changed(Optional<DeployedFunction> before, Optional<DeployedFunction> after);
}
