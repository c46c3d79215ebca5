package dev.hearth.host.queue.durable;

import dev.hearth.host.fixture.BackgroundVersions;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import java.time.Instant;
import java.util.List;

/** Attempts that have ended, for {@link DeliveryPolicy} to decide about. */
final class EndedAttempts {

  /** When the attempt ended. */
  static final Instant NOW = ManualTime.START;

  /** A task that is due and was accepted then. */
  static final NewTask PLAIN = new Tasks(NOW).call("one");

  private EndedAttempts() {}

  /** The function answered. */
  static Ending answered(int status, HeaderField... headers) {
    return new Ending.Answered(
        new Outcome.Answered(status, List.of(headers), Payload.utf8("told you")));
  }

  /** It did not answer. */
  static Ending failed(Reason reason, boolean hadInput) {
    return new Ending.Failed(new Outcome.Failed(reason, "it went wrong"), hadInput);
  }

  /** What becomes of the task {@link #PLAIN}. */
  static Settlement decide(Ending ending, String safe, int attempt, double draw) {
    return DeliveryPolicy.decide(attempt(ending, safe, attempt), NOW, draw);
  }

  /**
   * An attempt at {@link #PLAIN}.
   *
   * @param safe what makes another one safe: the function is {@code idempotent} or wants {@code
   *     unsafe} retries, the task is {@code repeatable}, or nothing does
   */
  static DeliveryPolicy.Attempt attempt(Ending ending, String safe, int attempt) {
    BackgroundVersions version = BackgroundVersions.of("one");
    version = safe.equals("idempotent") ? version.withIdempotence() : version;
    version = safe.equals("unsafe") ? version.withUnsafeRetry() : version;
    NewTask task = safe.equals("repeatable") ? repeatable(PLAIN) : PLAIN;
    return new DeliveryPolicy.Attempt(leased(task, attempt), version.spec(), ending);
  }

  /** A task under its first lease. */
  static LeasedTask leased(NewTask task, int attempt) {
    return new LeasedTask(task, new Lease(task.id(), 1), attempt);
  }

  /** Why it did not succeed. */
  static Failure failure(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Again(_, var failure) -> failure;
      case Settlement.DeadLettered(var failure, _) -> failure;
      case Settlement.Expired(var failure) -> failure;
      case Settlement.Cancelled(var failure) -> failure;
      default -> throw new AssertionError("no failure in " + settlement);
    };
  }

  private static NewTask repeatable(NewTask task) {
    return Tasks.with(
        task, t -> new NewTask.Terms(t.acceptedAt(), t.dueAt(), t.expiresAt(), true, t.orderKey()));
  }
}
