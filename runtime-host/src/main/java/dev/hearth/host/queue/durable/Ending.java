package dev.hearth.host.queue.durable;

import dev.hearth.host.invocation.Outcome;

/** How an attempt at a task ended. */
public sealed interface Ending {

  /** The function answered, which need not be a success. */
  record Answered(Outcome.Answered answer) implements Ending {}

  /**
   * It did not.
   *
   * @param hadInput whether the function's code was given the input, or that is not known
   */
  record Failed(Outcome.Failed why, boolean hadInput) implements Ending {}

  /**
   * Nobody knows how it went, for the host that ran it is gone.
   *
   * @param detail a sentence
   */
  record Lost(String detail) implements Ending {}
}
