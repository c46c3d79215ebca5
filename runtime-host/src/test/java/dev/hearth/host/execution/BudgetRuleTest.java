package dev.hearth.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.execution.BudgetRule.Verdict;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.sandbox.Excess;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BudgetRuleTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Excess LATE = new Excess(Reason.RUN_TIMEOUT, "late");

  private static BudgetRule rule(int processors) {
    return new BudgetRule(
        Duration.ofSeconds(30), LATE, Duration.ofSeconds(10), ByteSize.mebibytes(128), processors);
  }

  @Test
  void withinAllLimitsTheCallGoesOn() {
    assertThat(rule(1).judge(SECOND, new Usage(SECOND, 1))).isInstanceOf(Verdict.GoOn.class);
  }

  @Test
  void theWallClockEndsACallThatOnlyWaits() {
    assertThat(rule(1).judge(30 * SECOND, Usage.NONE)).isEqualTo(new Verdict.Over(LATE));
  }

  @Test
  void aCallerThatWaitsLessLongShortensTheWallClock() {
    BudgetRule shortened = rule(1).within(Duration.ofSeconds(2));
    assertThat(shortened.judge(2 * SECOND - 1, Usage.NONE)).isInstanceOf(Verdict.GoOn.class);
    assertThat(shortened.judge(2 * SECOND, Usage.NONE))
        .isInstanceOfSatisfying(
            Verdict.Over.class,
            over -> {
              assertThat(over.excess().reason()).isEqualTo(Reason.RUN_TIMEOUT);
              assertThat(over.excess().detail()).contains("2s", "caller", "X-Hearth-Timeout");
            });
  }

  @Test
  void aCallerThatWaitsLongerChangesNothing() {
    assertThat(rule(1).within(Duration.ofSeconds(30))).isEqualTo(rule(1));
    assertThat(rule(1).within(Duration.ofDays(9))).isEqualTo(rule(1));
  }

  @Test
  void whatWasUsedUpIsNamed() {
    assertThat(rule(1).judge(SECOND, new Usage(10 * SECOND + 1, 0)))
        .isInstanceOfSatisfying(
            Verdict.Over.class,
            over -> {
              assertThat(over.excess().reason()).isEqualTo(Reason.CPU_EXCEEDED);
              assertThat(over.excess().detail()).contains("10s", "budget.cpu");
            });
    assertThat(rule(1).judge(SECOND, new Usage(0, (128 << 20) + 1)))
        .isInstanceOfSatisfying(
            Verdict.Over.class,
            over -> {
              assertThat(over.excess().reason()).isEqualTo(Reason.MEMORY_EXCEEDED);
              assertThat(over.excess().detail()).contains("128MiB", "budget.memory");
            });
  }

  @Property
  void noLimitCanBePassedByMuchBetweenTwoLooks(
      @ForAll @LongRange(max = 30 * SECOND) long elapsed,
      @ForAll @LongRange(max = 10 * SECOND) long cpu,
      @ForAll @LongRange(max = 128 << 20) long bytes,
      @ForAll @IntRange(min = 1, max = 64) int processors) {
    if (rule(processors).judge(elapsed, new Usage(cpu, bytes))
        instanceof Verdict.GoOn(long sleep)) {
      long slack = 1_000_000;
      assertThat(elapsed + sleep).isLessThanOrEqualTo(30 * SECOND);
      assertThat(cpu + sleep * processors).isLessThanOrEqualTo(10 * SECOND + slack * processors);
      assertThat(bytes + 4 * sleep * processors)
          .isLessThanOrEqualTo((128 << 20) + 4 * slack * processors);
      assertThat(sleep).isNotNegative();
    }
  }

  @Test
  void theFirstLookComesBeforeAnythingCanBeUsedUp() {
    assertThat(rule(2).firstSleepNanos()).isEqualTo((128L << 20) / 8);
  }
}
