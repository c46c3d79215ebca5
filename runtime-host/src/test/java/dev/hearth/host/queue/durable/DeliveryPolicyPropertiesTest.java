package dev.hearth.host.queue.durable;

import static dev.hearth.host.queue.durable.EndedAttempts.NOW;
import static dev.hearth.host.queue.durable.EndedAttempts.PLAIN;
import static dev.hearth.host.queue.durable.EndedAttempts.answered;
import static dev.hearth.host.queue.durable.EndedAttempts.attempt;
import static dev.hearth.host.queue.durable.EndedAttempts.decide;
import static dev.hearth.host.queue.durable.EndedAttempts.failure;
import static dev.hearth.host.queue.durable.EndedAttempts.leased;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.BackgroundVersions;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.FunctionSpec;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds however attempts end. */
class DeliveryPolicyPropertiesTest {

  @Provide
  Arbitrary<Ending> endings() {
    Arbitrary<Ending> answers = Arbitraries.integers().between(200, 599).map(s -> answered(s));
    Arbitrary<Ending> failures =
        Combinators.combine(
                Arbitraries.of(Reason.class),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 1_000))
            .as((reason, hadInput, seconds) ->
                new Ending.Failed(
                    new Outcome.Failed(
                        reason, "why", Duration.ofSeconds(seconds), ThrownError.NONE),
                    hadInput));
    return Arbitraries.oneOf(answers, failures, Arbitraries.just(new Ending.Lost("gone")));
  }

  @Property
  void whatMayHaveHadTheInputNeverRunsTwiceUnlessThatIsSafe(
      @ForAll("endings") Ending ending,
      @ForAll @IntRange(min = 1, max = 5) int attempt,
      @ForAll @DoubleRange(max = 0.99) double draw) {
    boolean hadInput = !(ending instanceof Ending.Failed(_, var had)) || had;
    if (hadInput) {
      assertThat(decide(ending, "-", attempt, draw)).isNotInstanceOf(Settlement.Again.class);
    }
  }

  @Property
  void aDelayIsFromNothingToTheCap(
      @ForAll("endings") Ending ending,
      @ForAll @IntRange(min = 1, max = 200) int attempt,
      @ForAll @IntRange(max = 20_000) int ageSeconds,
      @ForAll @IntRange(max = 600) int baseSeconds,
      @ForAll @IntRange(max = 600) int capSeconds,
      @ForAll @DoubleRange(max = 0.99) double draw) {
    FunctionSpec spec =
        BackgroundVersions.of("one")
            .withIdempotence()
            .withRetry(1_000, Duration.ofSeconds(baseSeconds), Duration.ofSeconds(capSeconds))
            .spec();
    Instant now = NOW.plusSeconds(ageSeconds);
    Settlement settlement =
        DeliveryPolicy.decide(
            new DeliveryPolicy.Attempt(leased(PLAIN, attempt), spec, ending), now, draw);
    if (settlement instanceof Settlement.Again(var dueAt, _)) {
      assertThat(dueAt).isBetween(now, now.plusSeconds(capSeconds));
      assertThat(dueAt).isBeforeOrEqualTo(PLAIN.terms().expiresAt());
    }
  }

  @Property
  void comesToAnEndWithinItsAttemptsOrItsTime(
      @ForAll("endings") Ending ending,
      @ForAll @IntRange(min = 1, max = 20) int most,
      @ForAll @DoubleRange(min = 0.05, max = 0.99) double draw) {
    FunctionSpec spec =
        BackgroundVersions.of("one")
            .withUnsafeRetry()
            .withRetry(most, Duration.ofSeconds(1), Duration.ofMinutes(5))
            .spec();
    Instant now = NOW;
    int counted = 0;
    boolean again = true;
    while (again) {
      Settlement settlement =
          DeliveryPolicy.decide(
              new DeliveryPolicy.Attempt(leased(PLAIN, counted + 1), spec, ending), now, draw);
      again = settlement instanceof Settlement.Again;
      if (settlement instanceof Settlement.Again(var dueAt, var failure)) {
        counted += failure.mayHaveRun() ? 1 : 0;
        now = dueAt;
        assertThat(counted).isLessThan(most);
        assertThat(now).isBeforeOrEqualTo(PLAIN.terms().expiresAt());
      }
    }
  }
}
