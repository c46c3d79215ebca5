package dev.hearth.host.queue.durable;

import java.time.Instant;
import java.util.Optional;

/** What becomes of a leased task. */
public sealed interface Settlement {

  /** It has succeeded. */
  record Succeeded(Result result) implements Settlement {}

  /**
   * It is tried again. A failure that {@code mayHaveRun} has used up its attempt, another has not.
   */
  record Again(Instant dueAt, Failure failure) implements Settlement {}

  /**
   * It has failed for good.
   *
   * @param result what the function answered, if it did
   */
  record DeadLettered(Failure failure, Optional<Result> result) implements Settlement {}

  /**
   * It has failed for good, and whoever waited for it is told so: no dead letter is kept.
   *
   * @param result what whoever waited is answered, if it is known
   */
  record Failed(Failure failure, Optional<Result> result) implements Settlement {}

  /** Its time is over. */
  record Expired(Failure failure) implements Settlement {}

  /** Somebody has called it off. */
  record Cancelled(Failure failure) implements Settlement {}

  /** As if it had never come, its {@link OnceKey} included: it was refused before it ran. */
  record Forgotten() implements Settlement {}
}
