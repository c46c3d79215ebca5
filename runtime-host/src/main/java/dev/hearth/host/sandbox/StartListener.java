package dev.hearth.host.sandbox;

import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Outcome;

/** Hears once, on the instance's thread, how its start ended. */
public interface StartListener {

  /** The instance can take calls. */
  void started(Instance instance, ColdStart coldStart);

  /** It cannot, and never will; it has closed itself. */
  void failed(Instance instance, Outcome.Failed failure);
}
