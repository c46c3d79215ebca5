package dev.hearth.host.execution;

import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.sandbox.Instance;

/** Hears once how the start of an instance ended. */
public interface StartResult {

  /** The instance can take calls. */
  void started(Instance instance, ColdStart coldStart);

  /** There is no instance. */
  void failed(Outcome.Failed failure);
}
