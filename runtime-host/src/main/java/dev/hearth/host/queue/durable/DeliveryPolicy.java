package dev.hearth.host.queue.durable;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.FunctionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what becomes of a task after an attempt, from what is known of it alone: no clock, no
 * effect.
 *
 * <p>A task is tried again only when that is safe. It always is while the function has not had the
 * input; after that only if running it twice does no harm, or the manifest says {@code
 * retry.unsafe: true}. An attempt in which no code of the function was run does not count; one in
 * which its instance did not start does, although the function has not had the input, so that it
 * comes to an end.
 */
public final class DeliveryPolicy {

  /** The reason of a failure of which nobody knows how it went. */
  public static final String HOST_LOST = "host-lost";

  private static final int FIRST_NO_SUCCESS = 400;
  private static final int FIRST_SERVER_ERROR = 500;

  /** Statuses below 500 that say: not now. */
  private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429);

  /** What keeps an attempt from beginning, and is not for ever. */
  private static final Set<Reason> PASSING =
      Set.of(
          Reason.THROTTLED,
          Reason.FUNCTION_DISABLED,
          Reason.QUEUE_TIMEOUT,
          Reason.OVERLOADED,
          Reason.DRAINING,
          Reason.STORE_UNAVAILABLE,
          Reason.HOST_ERROR,
          Reason.CANCELLED);

  private DeliveryPolicy() {}

  /**
   * An attempt that is over.
   *
   * @param spec of the version that was run, or would have been
   */
  public record Attempt(LeasedTask leased, FunctionSpec spec, Ending ending) {}

  /** Whether another attempt may follow. */
  private enum Course {
    /** It has succeeded. */
    DONE,
    /** It would always fail. */
    NEVER,
    /** The attempt does not count, for nothing was run. */
    UNCOUNTED,
    /** The attempt counts, and is safe to repeat. */
    COUNTED,
    /** The attempt counts, and whether it is safe to repeat depends on the function. */
    IF_SAFE
  }

  /**
   * What becomes of the task.
   *
   * @param now when the attempt ended
   * @param draw from 0 (included) to 1 (excluded), evenly spread, for the jitter
   */
  public static Settlement decide(Attempt attempt, Instant now, double draw) {
    Course course = course(attempt.ending());
    if (course == Course.DONE && attempt.ending() instanceof Ending.Answered(var answer)) {
      return new Settlement.Succeeded(result(answer));
    }
    Optional<String> whyNot = whyNotAgain(course, attempt);
    if (whyNot.isPresent()) {
      return new Settlement.DeadLettered(
          failure(attempt, course, whyNot.get(), now), resultOf(attempt.ending()));
    }
    Instant dueAt = now.plus(delay(course, attempt, now, draw));
    return dueAt.isAfter(attempt.leased().task().terms().expiresAt())
        ? new Settlement.Expired(
            failure(attempt, course, "; its time is over (retry.maxAge in the manifest)", now))
        : new Settlement.Again(dueAt, failure(attempt, course, "", now));
  }

  private static Course course(Ending ending) {
    return switch (ending) {
      case Ending.Answered(var answer) -> ofStatus(answer.status());
      case Ending.Failed(var why, var hadInput) -> ofFailure(why.reason(), hadInput);
      case Ending.Lost _ -> Course.IF_SAFE;
    };
  }

  private static Course ofStatus(int status) {
    if (status < FIRST_NO_SUCCESS) {
      return Course.DONE;
    }
    return status >= FIRST_SERVER_ERROR || NOT_NOW.contains(status) ? Course.IF_SAFE : Course.NEVER;
  }

  private static Course ofFailure(Reason reason, boolean hadInput) {
    if (!hadInput && PASSING.contains(reason)) {
      return Course.UNCOUNTED;
    }
    boolean passes = reason == Reason.CANCELLED || reason == Reason.CALLER_TIMEOUT;
    if (reason.component() == Reason.Component.CALLER && !passes) {
      return Course.NEVER;
    }
    return hadInput ? Course.IF_SAFE : Course.COUNTED;
  }

  /** Why it is the end; empty if the task is tried again. */
  private static Optional<String> whyNotAgain(Course course, Attempt attempt) {
    return switch (course) {
      case NEVER -> Optional.of("; it would fail again");
      case DONE, UNCOUNTED -> Optional.empty();
      case COUNTED -> whyNoneLeft(attempt);
      case IF_SAFE ->
          isSafe(attempt)
              ? whyNoneLeft(attempt)
              : Optional.of(
                  "; it is not tried again, for the function may have done its work in part or"
                      + " whole (idempotent: true in the manifest, or an Idempotency-Key of the"
                      + " caller, says that this does no harm; retry.unsafe: true that it does not"
                      + " matter)");
    };
  }

  private static boolean isSafe(Attempt attempt) {
    FunctionSpec spec = attempt.spec();
    return spec.idempotent()
        || spec.background().unsafeRetry()
        || attempt.leased().task().terms().repeatable();
  }

  private static Optional<String> whyNoneLeft(Attempt attempt) {
    int most = attempt.spec().retry().maxAttempts();
    return attempt.leased().attempt() < most
        ? Optional.empty()
        : Optional.of(
            "; that was attempt "
                + attempt.leased().attempt()
                + " of "
                + most
                + " (retry.maxAttempts in the manifest)");
  }

  private static Duration delay(Course course, Attempt attempt, Instant now, double draw) {
    FunctionSpec.RetrySpec retry = attempt.spec().retry();
    Duration delay =
        course == Course.UNCOUNTED
            ? RetryDelay.uncounted(retry, age(attempt, now), draw)
            : RetryDelay.counted(retry, attempt.leased().attempt(), draw);
    return RetryDelay.notBefore(retry, wanted(attempt.ending(), now), delay);
  }

  private static Duration age(Attempt attempt, Instant now) {
    Instant since = attempt.leased().task().terms().acceptedAt();
    return now.isAfter(since) ? Duration.between(since, now) : Duration.ZERO;
  }

  /** How long whoever failed wants to be left alone. */
  private static Duration wanted(Ending ending, Instant now) {
    return switch (ending) {
      case Ending.Answered(var answer) -> RetryDelay.retryAfter(answer.headers(), now);
      case Ending.Failed(var why, _) -> why.retryAfter();
      case Ending.Lost _ -> Duration.ZERO;
    };
  }

  /** What is said of a task that was called off while an attempt was under way. */
  public static Settlement cancelled(Attempt attempt, Instant now) {
    boolean mayHaveRun = !(attempt.ending() instanceof Ending.Failed(_, var had)) || had;
    return new Settlement.Cancelled(
        new Failure(
            attempt.leased().attempt(),
            Reason.CANCELLED.slug(),
            "the task was called off while an attempt was under way",
            ThrownError.NONE,
            mayHaveRun,
            now));
  }

  private static Failure failure(Attempt attempt, Course course, String whyNot, Instant now) {
    int number = attempt.leased().attempt();
    boolean ran = course != Course.UNCOUNTED && !isBeforeAnyCode(attempt.ending());
    return switch (attempt.ending()) {
      case Ending.Answered(var answer) ->
          new Failure(
              number,
              "status-" + answer.status(),
              "the function answered with the status " + answer.status() + whyNot,
              ThrownError.NONE,
              true,
              now);
      case Ending.Failed(var why, _) ->
          new Failure(number, why.reason().slug(), why.detail() + whyNot, why.error(), ran, now);
      case Ending.Lost(var detail) ->
          new Failure(number, HOST_LOST, detail + whyNot, ThrownError.NONE, true, now);
    };
  }

  /** A call that was refused for what it is; an instance that did not start has run some code. */
  private static boolean isBeforeAnyCode(Ending ending) {
    return ending instanceof Ending.Failed(var why, var hadInput)
        && !hadInput
        && why.reason().component() == Reason.Component.CALLER;
  }

  private static Optional<Result> resultOf(Ending ending) {
    return ending instanceof Ending.Answered(var answer)
        ? Optional.of(result(answer))
        : Optional.empty();
  }

  private static Result result(Outcome.Answered answer) {
    return new Result(answer.status(), answer.headers(), answer.body());
  }
}
