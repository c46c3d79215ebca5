package dev.hearth.host.sandbox;

import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Usage;
import java.time.Instant;

/**
 * One call given to an instance. The instance calls the methods of the second group on the thread
 * that runs the call, in the order given here and each exactly once.
 */
public interface Assignment {

  /** What to run. */
  Invocation invocation();

  /** Where what the function logs goes. */
  InvocationLog log();

  /** The function's code is about to run: its clock starts now. Gives the moment it must end. */
  Instant begin();

  /** The outcome is there, as bytes; work after the response may still run. */
  void answered(Outcome outcome);

  /** Nothing of the call runs any more on its thread. */
  void finished(Usage usage);
}
