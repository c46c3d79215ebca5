package dev.hearth.host.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LineageTest {

  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void withoutADeadlineEveryLimitStays() {
    assertThat(Lineage.ROOT.isBounded()).isFalse();
    assertThat(Lineage.ROOT.isOver(NOW)).isFalse();
    assertThat(Lineage.ROOT.shorten(NOW, MINUTE)).isEqualTo(MINUTE);
  }

  @Test
  void aDeadlineThatHasPassedLeavesNothing() {
    Lineage lineage = Lineage.ROOT.until(NOW.minusNanos(1));
    assertThat(lineage.isOver(NOW)).isTrue();
    assertThat(lineage.shorten(NOW, MINUTE)).isZero();
  }

  @Test
  void aChildIsOneHopFurtherAndEndsWithItsParent() {
    Lineage child = Lineage.ROOT.child(NOW.plus(MINUTE));
    assertThat(child).isEqualTo(new Lineage(1, NOW.plus(MINUTE)));
    assertThat(child.child(NOW)).isEqualTo(new Lineage(2, NOW));
    assertThat(child.child(Instant.MAX)).isEqualTo(new Lineage(2, NOW.plus(MINUTE)));
  }

  @Property(tries = 200)
  void aDeadlineOnlyEverShortens(
      @ForAll @LongRange(min = -100_000, max = 100_000) long first,
      @ForAll @LongRange(min = -100_000, max = 100_000) long second,
      @ForAll @LongRange(min = 0, max = 100_000) long limit) {
    Lineage lineage = Lineage.ROOT.until(NOW.plusMillis(first));
    Lineage both = lineage.until(NOW.plusMillis(second));
    Duration most = Duration.ofMillis(limit);
    assertThat(both.deadline()).isEqualTo(NOW.plusMillis(Math.min(first, second)));
    assertThat(both.shorten(NOW, most))
        .isEqualTo(Duration.ofMillis(Math.max(0, Math.min(limit, Math.min(first, second)))));
  }
}
