package dev.hearth.host.sandbox.classloader.guard;

/**
 * What the host keeps for one instance on behalf of the guard. Called on threads of the function;
 * quick, and safe for several threads.
 */
public interface Ward {

  /** Whether the running thread works for a call that has been ended. */
  boolean mustEnd();

  /**
   * The running thread is about to allocate so many bytes at once.
   *
   * @throws Kill if that is more than the budget of its call has left
   */
  void allocating(long bytes);
}
