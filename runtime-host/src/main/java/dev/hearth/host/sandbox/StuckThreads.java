package dev.hearth.host.sandbox;

import dev.hearth.host.registry.FunctionVersion;

/** Hears of threads that a sandbox could not end in time. Any thread may tell. */
@FunctionalInterface
public interface StuckThreads {

  /** Nobody listens. */
  StuckThreads UNHEARD = (_, _, _) -> {};

  /**
   * So many threads of an instance are stuck from now on; it is told again whenever that changes.
   *
   * @param threads 0 when the last has ended after all
   */
  void stuck(FunctionVersion version, InstanceId instance, int threads);
}
