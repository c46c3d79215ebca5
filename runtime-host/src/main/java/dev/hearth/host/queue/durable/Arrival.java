package dev.hearth.host.queue.durable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is taken in by one transaction: all of it or nothing.
 *
 * @param tasks none for an event that no function wants
 * @param event what the tasks are about, if they come from an event
 * @param once by what a repetition is recognised, if it is to be
 * @param leasedUntil when present, the tasks begin as leased to this host until then: somebody
 *     waits for the answer and runs them at once. Such tasks do not wait for their turn, so they
 *     should have no order key
 */
public record Arrival(
    List<NewTask> tasks,
    Optional<Happened> event,
    Optional<OnceKey> once,
    Optional<Instant> leasedUntil) {

  public Arrival {
    tasks = List.copyOf(tasks);
  }

  /** One task that comes once. */
  public static Arrival of(NewTask task) {
    return new Arrival(List.of(task), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** One task that may be sent again. */
  public static Arrival of(NewTask task, OnceKey once) {
    return new Arrival(List.of(task), Optional.empty(), Optional.of(once), Optional.empty());
  }
}
