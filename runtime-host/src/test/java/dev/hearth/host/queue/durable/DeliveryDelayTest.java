package dev.hearth.host.queue.durable;

import static dev.hearth.host.queue.durable.EndedAttempts.NOW;
import static dev.hearth.host.queue.durable.EndedAttempts.PLAIN;
import static dev.hearth.host.queue.durable.EndedAttempts.answered;
import static dev.hearth.host.queue.durable.EndedAttempts.attempt;
import static dev.hearth.host.queue.durable.EndedAttempts.decide;
import static dev.hearth.host.queue.durable.EndedAttempts.failed;
import static dev.hearth.host.queue.durable.EndedAttempts.leased;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.BackgroundVersions;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.FunctionSpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a task waits until it is tried again. */
class DeliveryDelayTest {

  @Test
  void theJitterIsFullAndItsCeilingDoublesUpToTheCap() {
    Ending ending = failed(Reason.RUN_TIMEOUT, true);
    FunctionSpec spec =
        BackgroundVersions.of("one")
            .withIdempotence()
            .withRetry(99, Duration.ofSeconds(2), Duration.ofSeconds(20))
            .spec();
    int[] ceilings = {2, 4, 8, 16, 20, 20};
    for (int i = 0; i < ceilings.length; i++) {
      DeliveryPolicy.Attempt attempt =
          new DeliveryPolicy.Attempt(leased(PLAIN, i + 1), spec, ending);
      assertThat(delay(DeliveryPolicy.decide(attempt, NOW, 0))).isZero();
      assertThat(delay(DeliveryPolicy.decide(attempt, NOW, 0.5)))
          .isEqualTo(Duration.ofSeconds(ceilings[i]).dividedBy(2));
    }
    DeliveryPolicy.Attempt late = new DeliveryPolicy.Attempt(leased(PLAIN, 98), spec, ending);
    assertThat(delay(DeliveryPolicy.decide(late, NOW, 0.5))).isEqualTo(Duration.ofSeconds(10));
  }

  private static Duration delay(Settlement settlement) {
    return settlement instanceof Settlement.Again(var dueAt, _)
        ? Duration.between(NOW, dueAt)
        : Duration.ofDays(-1);
  }

  @Test
  void whatDoesNotCountIsTriedAgainLessOftenTheOlderItIs() {
    Ending ending = failed(Reason.OVERLOADED, false);
    assertThat(delay(decide(ending, "-", 1, 0.5))).isEqualTo(Duration.ofMillis(500));
    Instant later = NOW.plus(Duration.ofMinutes(8));
    Settlement old = DeliveryPolicy.decide(attempt(ending, "-", 1), later, 0.5);
    assertThat(old)
        .isInstanceOfSatisfying(
            Settlement.Again.class,
            it -> assertThat(it.dueAt()).isEqualTo(later.plus(Duration.ofMinutes(1))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7                             | 7.5",
        " 0                            | 0.5",
        "86400                         | 300",
        "Sun, 01 Nov 2026 10:01:00 GMT | 60.5",
        "Sun, 01 Nov 2026 09:00:00 GMT | 0.5",
        "soon                          | 0.5",
        "-5                            | 0.5",
        "99999999999999999999          | 0.5"
      })
  void aFunctionThatWantsToBeLeftAloneIsAsFarAsTheCapAllows(String row) {
    String[] cells = row.split("\\|", -1);
    Ending ending = answered(503, new HeaderField("retry-after", cells[0]));
    long millis = (long) (Double.parseDouble(cells[1].strip()) * 1_000);
    assertThat(delay(decide(ending, "idempotent", 1, 0.5))).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void theHostsOwnAdviceIsTakenToo() {
    Ending ending =
        new Ending.Failed(
            new Outcome.Failed(
                Reason.THROTTLED, "slower", Duration.ofSeconds(40), ThrownError.NONE),
            false);
    assertThat(delay(decide(ending, "-", 1, 0))).isEqualTo(Duration.ofSeconds(40));
  }
}
