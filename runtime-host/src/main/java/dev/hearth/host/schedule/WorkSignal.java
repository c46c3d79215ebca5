package dev.hearth.host.schedule;

import dev.hearth.host.registry.FunctionName;

/** Hears that tasks of a function have been written, so that they need not be looked for. */
@FunctionalInterface
public interface WorkSignal {

  /** So many tasks more are due now. Must not block. */
  void arrived(FunctionName function, int tasks);
}
