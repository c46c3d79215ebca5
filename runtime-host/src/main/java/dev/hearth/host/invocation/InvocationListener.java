package dev.hearth.host.invocation;

/**
 * Hears of invocations; every method does nothing unless overridden. Called on the thread that
 * ended the invocation, so it must be quick and must not throw.
 */
public interface InvocationListener {

  /** An invocation has ended and its outcome is on the way to the caller. */
  default void ended(InvocationRecord record) {}
}
