package dev.hearth.host.sandbox.classloader.guard;

/**
 * Ends a thread of a function. Rewritten code cannot swallow it: every exception handler begins
 * with a check that throws it again. It has no stack trace, for it would keep the function's
 * classes in memory and its making is on the way of a thread that may be out of stack.
 */
public final class Kill extends Error {

  private static final long serialVersionUID = 1L;

  /** Says why, for those who see it pass. */
  public Kill(String why) {
    super(why, null, false, false);
  }
}
