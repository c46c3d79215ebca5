package dev.hearth.host.pool;

import dev.hearth.host.sandbox.Instance;

/** Takes instances that have left the pool, and sees to their end. Called by any thread. */
@FunctionalInterface
public interface Disposal {

  /** Closes the instance; returns at once. */
  void dispose(Instance instance, EvictionReason reason);
}
