package dev.hearth.host.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IdleHistogramTest {

  private static final long SHORTEST = Duration.ofMillis(100).toNanos();
  private static final long LONGEST = IdleHistogram.lowerNanos(IdleHistogram.BINS);

  private final IdleHistogram idle = new IdleHistogram();

  @Test
  void reachesFromATenthOfASecondToMoreThanFourHours() {
    assertThat(IdleHistogram.lowerNanos(0)).isEqualTo(SHORTEST);
    assertThat(LONGEST).isGreaterThan(Duration.ofHours(4).toNanos());
  }

  @Property
  void everyTimeLiesInItsBin(@ForAll @LongRange(min = 100_000_000L) long nanos) {
    int bin = IdleHistogram.binOf(nanos);
    assertThat(IdleHistogram.lowerNanos(bin)).isLessThanOrEqualTo(nanos);
    if (nanos < LONGEST) {
      assertThat(IdleHistogram.lowerNanos(bin + 1)).isGreaterThan(nanos);
    } else {
      assertThat(bin).isEqualTo(IdleHistogram.BINS);
    }
  }

  @Property
  void everyTimeWithinTheBinsLiesInItsBin(
      @ForAll @LongRange(min = 100_000_000L, max = 16_383_999_999_999L) long nanos) {
    int bin = IdleHistogram.binOf(nanos);
    assertThat(nanos)
        .isBetween(IdleHistogram.lowerNanos(bin), IdleHistogram.lowerNanos(bin + 1) - 1);
  }

  @Property
  void aBinIsAQuarterOfItsBeginningWideAtMost(@ForAll @IntRange(max = 68) int bin) {
    long begin = IdleHistogram.lowerNanos(bin);
    assertThat(IdleHistogram.lowerNanos(bin + 1) - begin)
        .isPositive()
        .isLessThanOrEqualTo(begin / 4);
  }

  @Test
  void countsWhatIsNoShorterThanATenthOfASecond() {
    idle.add(SHORTEST - 1);
    assertThat(idle.total()).isZero();
    idle.add(SHORTEST);
    idle.add(LONGEST);
    idle.add(Long.MAX_VALUE);
    assertThat(idle.count(0)).isEqualTo(1);
    assertThat(idle.count(IdleHistogram.BINS)).isEqualTo(2);
    assertThat(idle.total()).isEqualTo(3);
  }

  @Test
  void whatWasLongAgoCountsLess() {
    IntStream.range(0, 4_000).forEach(_ -> idle.add(LONGEST));
    IntStream.range(0, 65_535).forEach(_ -> idle.add(SHORTEST));
    assertThat(idle.total()).isEqualTo(69_535);
    idle.add(SHORTEST);
    assertThat(idle.count(0)).isEqualTo(32_768);
    assertThat(idle.count(IdleHistogram.BINS)).isEqualTo(2_000);
  }

  @Property
  void whatRemainsIsNeverLessThanNothingNorBeyondTheBins(
      @ForAll @LongRange(max = 20_000_000_000_000L) long idleNanos,
      @ForAll @LongRange(min = 100_000_000L, max = 16_000_000_000_000L) long seen) {
    IdleHistogram other = new IdleHistogram();
    other.add(seen);
    assertThat(other.remainingNanos(idleNanos, 1)).isBetween(0.0, (double) LONGEST + idleNanos);
  }

  @Test
  void whatIsCalledOftenIsExpectedSooner() {
    IdleHistogram seldom = new IdleHistogram();
    for (int i = 0; i < 10; i++) {
      idle.add(Duration.ofSeconds(30).toNanos());
      seldom.add(Duration.ofMinutes(30).toNanos());
    }
    long standard = Duration.ofMinutes(10).toNanos();
    assertThat(idle.remainingNanos(0, standard)).isLessThan(seldom.remainingNanos(0, standard));
    long nearly = Duration.ofMinutes(29).toNanos();
    assertThat(seldom.remainingNanos(nearly, standard))
        .as("soon due against long overdue")
        .isLessThan(idle.remainingNanos(nearly, standard));
  }

  @Test
  void ofWhatNothingIsKnownTheLongestIdleIsExpectedLast() {
    long standard = Duration.ofMinutes(10).toNanos();
    assertThat(idle.remainingNanos(standard * 3, standard))
        .isGreaterThan(idle.remainingNanos(standard * 2, standard));
  }
}
