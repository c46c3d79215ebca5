package dev.hearth.host.invocation;

/**
 * Hears of invocations; every method does nothing unless overridden. Called on the thread that
 * ended the invocation or logged the line, so it must be quick and must not throw.
 */
public interface InvocationListener {

  /** An invocation has ended and its outcome is on the way to the caller. */
  default void ended(InvocationRecord record) {}

  /**
   * The function has logged a line. Called by its own thread, at the moment it logs.
   *
   * @param afterEnd whether the invocation had ended by then, so that its record lacks the line
   */
  default void logged(Invocation invocation, LogLine line, boolean afterEnd) {}
}
