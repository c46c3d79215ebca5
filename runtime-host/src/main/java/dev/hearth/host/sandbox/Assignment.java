package dev.hearth.host.sandbox;

import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Usage;
import java.time.Instant;

/**
 * One call given to an instance. The instance calls {@link #begin}, {@link #answered} and {@link
 * #finished} on the thread that runs the call, in this order and each exactly once; only when there
 * is no work after the response does it finish first, so that the caller's next call finds the
 * instance free.
 */
public interface Assignment {

  /** What to run. */
  Invocation invocation();

  /** Where what the function logs goes. */
  InvocationLog log();

  /** The function's code is about to run: its clock starts now. Gives the moment it must end. */
  Instant begin();

  /** The outcome is there, as bytes. */
  void answered(Outcome outcome, Usage usage);

  /** Nothing of the call runs any more on its thread, or will. */
  void finished();
}
