package dev.hearth.host.queue.durable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task with all that has happened to it.
 *
 * @param attempts how many attempts may have run the function's code
 * @param failures the newest last; at most the last ten
 * @param result what the function answered last, if it did
 * @param endedAt when its state became final
 */
public record TaskRecord(
    NewTask task,
    TaskState state,
    int attempts,
    List<Failure> failures,
    Optional<Result> result,
    Instant changedAt,
    Optional<Instant> endedAt) {
  public TaskRecord {
    failures = List.copyOf(failures);
  }
}
