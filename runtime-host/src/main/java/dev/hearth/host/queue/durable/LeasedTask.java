package dev.hearth.host.queue.durable;

import java.time.Instant;

/**
 * A task that is to be run now.
 *
 * @param attempt which attempt that may run the function's code this is, counted from 1; durable
 *     before the task is given out
 */
public record LeasedTask(NewTask task, Lease lease, int attempt) {

  /** The same, of which no attempt begins after {@code expiresAt}. */
  public LeasedTask until(Instant expiresAt) {
    NewTask.Terms terms = task.terms();
    return new LeasedTask(
        new NewTask(
            task.id(),
            task.target(),
            task.origin(),
            task.input(),
            task.hops(),
            task.trace(),
            new NewTask.Terms(
                terms.acceptedAt(),
                terms.dueAt(),
                expiresAt,
                terms.repeatable(),
                terms.orderKey())),
        lease,
        attempt);
  }
}
