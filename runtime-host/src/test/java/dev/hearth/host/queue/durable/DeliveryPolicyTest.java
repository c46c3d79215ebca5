package dev.hearth.host.queue.durable;

import static dev.hearth.host.queue.durable.EndedAttempts.NOW;
import static dev.hearth.host.queue.durable.EndedAttempts.PLAIN;
import static dev.hearth.host.queue.durable.EndedAttempts.answered;
import static dev.hearth.host.queue.durable.EndedAttempts.attempt;
import static dev.hearth.host.queue.durable.EndedAttempts.decide;
import static dev.hearth.host.queue.durable.EndedAttempts.failed;
import static dev.hearth.host.queue.durable.EndedAttempts.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a task after an attempt. */
class DeliveryPolicyTest {

  /**
   * How the attempt ended: a status, or a reason and whether the function had the input, or lost;
   * what makes it safe; which of three attempts it was; what becomes of the task, and whether that
   * attempt may have run any of the function's code.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // A success is one whatever the function is like.
        "200                   | -          | 1 | succeeded     |",
        "204                   | -          | 3 | succeeded     |",
        "302                   | -          | 1 | succeeded     |",
        "399                   | idempotent | 1 | succeeded     |",
        // Answers that say: never.
        "400                   | idempotent | 1 | dead-lettered | ran",
        "401                   | unsafe     | 1 | dead-lettered | ran",
        "403                   | repeatable | 1 | dead-lettered | ran",
        "404                   | idempotent | 1 | dead-lettered | ran",
        "409                   | idempotent | 1 | dead-lettered | ran",
        "422                   | idempotent | 1 | dead-lettered | ran",
        "499                   | idempotent | 1 | dead-lettered | ran",
        // Answers that say: not now.
        "408                   | -          | 1 | dead-lettered | ran",
        "408                   | idempotent | 1 | again         | ran",
        "425                   | repeatable | 2 | again         | ran",
        "429                   | unsafe     | 1 | again         | ran",
        "429                   | -          | 1 | dead-lettered | ran",
        "500                   | -          | 1 | dead-lettered | ran",
        "500                   | idempotent | 2 | again         | ran",
        "500                   | idempotent | 3 | dead-lettered | ran",
        "503                   | repeatable | 1 | again         | ran",
        "599                   | unsafe     | 3 | dead-lettered | ran",
        // The function failed with the input in its hands.
        "function-error     in | -          | 1 | dead-lettered | ran",
        "function-error     in | idempotent | 1 | again         | ran",
        "function-error     in | repeatable | 2 | again         | ran",
        "function-error     in | unsafe     | 1 | again         | ran",
        "function-error     in | idempotent | 3 | dead-lettered | ran",
        "invalid-response   in | -          | 1 | dead-lettered | ran",
        "function-crashed   in | idempotent | 1 | again         | ran",
        "memory-exceeded    in | -          | 1 | dead-lettered | ran",
        "cpu-exceeded       in | idempotent | 1 | again         | ran",
        "run-timeout        in | -          | 1 | dead-lettered | ran",
        "run-timeout        in | idempotent | 1 | again         | ran",
        "host-error         in | -          | 1 | dead-lettered | ran",
        "host-error         in | repeatable | 1 | again         | ran",
        "cancelled          in | idempotent | 1 | again         | ran",
        // It could not even read it.
        "invalid-request    in | idempotent | 1 | dead-lettered | ran",
        "schema-violation   in | unsafe     | 1 | dead-lettered | ran",
        // Its instance did not start: safe, but it counts.
        "init-failed           | -          | 1 | again         | ran",
        "init-failed           | -          | 3 | dead-lettered | ran",
        "init-timeout          | -          | 2 | again         | ran",
        "init-timeout          | idempotent | 3 | dead-lettered | ran",
        "memory-exceeded       | -          | 1 | again         | ran",
        "cpu-exceeded          | -          | 3 | dead-lettered | ran",
        "forbidden-member      | -          | 1 | again         | ran",
        // Nothing of it was run: always again, and the attempt does not count.
        "queue-timeout         | -          | 1 | again         | not",
        "queue-timeout         | -          | 3 | again         | not",
        "overloaded            | -          | 3 | again         | not",
        "throttled             | -          | 3 | again         | not",
        "draining              | -          | 3 | again         | not",
        "function-disabled     | -          | 3 | again         | not",
        "store-unavailable     | -          | 3 | again         | not",
        "host-error            | -          | 3 | again         | not",
        "cancelled             | -          | 3 | again         | not",
        // It cannot be run at all.
        "unknown-function      | idempotent | 1 | dead-lettered | not",
        "unknown-version       | unsafe     | 1 | dead-lettered | not",
        "hop-limit             | idempotent | 1 | dead-lettered | not",
        "method-not-allowed    | idempotent | 1 | dead-lettered | not",
        "payload-too-large     | idempotent | 1 | dead-lettered | not",
        // Nobody knows.
        "lost                  | -          | 1 | dead-lettered | ran",
        "lost                  | idempotent | 1 | again         | ran",
        "lost                  | repeatable | 2 | again         | ran",
        "lost                  | unsafe     | 1 | again         | ran",
        "lost                  | idempotent | 3 | dead-lettered | ran",
      })
  void decidesByThisTable(String row) {
    String[] cells = row.split("\\|", -1);
    Settlement settlement =
        decide(ending(cells[0]), cells[1].strip(), Integer.parseInt(cells[2].strip()), 0.5);
    assertThat(slug(settlement)).isEqualTo(cells[3].strip());
    if (!cells[4].isBlank()) {
      assertThat(failure(settlement).mayHaveRun()).isEqualTo(cells[4].strip().equals("ran"));
      assertThat(failure(settlement).at()).isEqualTo(NOW);
      assertThat(failure(settlement).detail()).isNotBlank();
    }
  }

  private static Ending ending(String cell) {
    String[] words = cell.strip().split("\\s+", -1);
    if (words[0].equals("lost")) {
      return new Ending.Lost("the host ended");
    }
    return Character.isDigit(words[0].charAt(0))
        ? answered(Integer.parseInt(words[0]))
        : failed(reason(words[0]), words.length > 1);
  }

  private static Reason reason(String text) {
    return Reason.valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  private static String slug(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Succeeded _ -> "succeeded";
      case Settlement.Again _ -> "again";
      case Settlement.DeadLettered _ -> "dead-lettered";
      case Settlement.Expired _ -> "expired";
      case Settlement.Cancelled _, Settlement.Failed _, Settlement.Forgotten _ ->
          throw new AssertionError("no attempt ends as " + settlement);
    };
  }

  @Test
  void keepsWhatTheFunctionAnsweredWhetherItIsASuccessOrNot() {
    HeaderField header = new HeaderField("X-Order", "7");
    Settlement good = decide(answered(201, header), "-", 1, 0);
    assertThat(good)
        .isInstanceOfSatisfying(
            Settlement.Succeeded.class,
            it -> {
              assertThat(it.result().status()).isEqualTo(201);
              assertThat(it.result().headers()).containsExactly(header);
              assertThat(it.result().body().text()).isEqualTo("told you");
            });
    Settlement bad = decide(answered(404), "-", 1, 0);
    assertThat(bad)
        .isInstanceOfSatisfying(
            Settlement.DeadLettered.class,
            it -> {
              assertThat(it.result().orElseThrow().status()).isEqualTo(404);
              assertThat(it.failure().reason()).isEqualTo("status-404");
            });
  }

  @Test
  void keepsWhatTheFunctionThrewAndSaysWhyItIsTheEnd() {
    ThrownError thrown = new ThrownError("java.lang.IllegalStateException", "no", "at here");
    Ending ending =
        new Ending.Failed(
            new Outcome.Failed(Reason.FUNCTION_ERROR, "it threw", Duration.ZERO, thrown), true);
    Failure unsafe = failure(decide(ending, "-", 1, 0));
    assertThat(unsafe.error()).isEqualTo(thrown);
    assertThat(unsafe.reason()).isEqualTo("function-error");
    assertThat(unsafe.detail())
        .startsWith("it threw; it is not tried again")
        .contains("idempotent: true");
    assertThat(failure(decide(ending, "idempotent", 3, 0)).detail())
        .isEqualTo("it threw; that was attempt 3 of 3 (retry.maxAttempts in the manifest)");
    assertThat(failure(decide(new Ending.Lost("the host ended"), "-", 1, 0)).reason())
        .isEqualTo("host-lost");
  }

  @Test
  void whatCannotBeTriedWithinItsTimeHasExpired() {
    Ending ending = failed(Reason.OVERLOADED, false);
    Instant end = PLAIN.terms().expiresAt();
    DeliveryPolicy.Attempt attempt = attempt(ending, "-", 1);
    assertThat(DeliveryPolicy.decide(attempt, end, 0)).isInstanceOf(Settlement.Again.class);
    assertThat(DeliveryPolicy.decide(attempt, end, 0.1))
        .isInstanceOfSatisfying(
            Settlement.Expired.class,
            it -> assertThat(it.failure().detail()).contains("retry.maxAge"));
    assertThat(DeliveryPolicy.decide(attempt, end.plusNanos(1), 0))
        .isInstanceOf(Settlement.Expired.class);
    DeliveryPolicy.Attempt unsafe = attempt(failed(Reason.RUN_TIMEOUT, true), "-", 1);
    assertThat(DeliveryPolicy.decide(unsafe, end.plusSeconds(9), 0))
        .isInstanceOf(Settlement.DeadLettered.class);
  }

  @Test
  void whatWasCalledOffSaysWhetherItMayHaveRun() {
    assertThat(DeliveryPolicy.cancelled(attempt(failed(Reason.CANCELLED, false), "-", 2), NOW))
        .isInstanceOfSatisfying(
            Settlement.Cancelled.class,
            it -> {
              assertThat(it.failure().mayHaveRun()).isFalse();
              assertThat(it.failure().reason()).isEqualTo("cancelled");
              assertThat(it.failure().attempt()).isEqualTo(2);
            });
    assertThat(failure(DeliveryPolicy.cancelled(attempt(answered(200), "-", 1), NOW)).mayHaveRun())
        .isTrue();
  }
}
