package dev.hearth.host.pipeline;

import dev.hearth.host.invocation.Outcome;

/** Ends an invocation that nobody wants any more. Any thread may use it. */
@FunctionalInterface
public interface Cancellation {

  /**
   * An invocation that waits ends at once. One that runs is asked to end, by an interrupt, and made
   * to end if it does not within half a second; it ends for this reason whatever it says then. The
   * first reason counts; without effect on an invocation that has ended.
   */
  void cancel(Outcome.Failed why);
}
