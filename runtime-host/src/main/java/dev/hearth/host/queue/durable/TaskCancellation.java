package dev.hearth.host.queue.durable;

import dev.hearth.host.invocation.InvocationId;

/** Ends tasks that run on this host. Any thread may use it. */
@FunctionalInterface
public interface TaskCancellation {

  /**
   * Asks the run of a task to end; it settles its task as {@link Settlement.Cancelled}.
   *
   * @return false if the task does not run here, or not any more
   */
  boolean cancel(InvocationId id);
}
