package dev.hearth.host.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeepAlivePolicyTest {

  private static final long SHORTEST = Duration.ofMillis(100).toNanos();
  private static final Duration STANDARD = Duration.ofMinutes(10);
  private static final KeepAlivePolicy ADAPTIVE = KeepAlivePolicy.Kind.ADAPTIVE.with(STANDARD);

  private static IdleHistogram idle(List<Integer> seconds) {
    IdleHistogram idle = new IdleHistogram();
    seconds.forEach(each -> idle.add(Duration.ofSeconds(each).toNanos()));
    return idle;
  }

  private static IdleHistogram regular(int times, Duration each) {
    IdleHistogram idle = new IdleHistogram();
    for (int i = 0; i < times; i++) {
      idle.add(each.toNanos());
    }
    return idle;
  }

  @Property
  void theFixedOneIsAlwaysTheSame(@ForAll List<@IntRange(max = 20_000) Integer> seconds) {
    assertThat(KeepAlivePolicy.Kind.FIXED.with(STANDARD).window(idle(seconds), true))
        .isEqualTo(KeepWindow.stay(STANDARD.toNanos()));
  }

  @Property
  void anInstanceStaysForTheStandardWhereNothingIsKnown(
      @ForAll @IntRange(min = 1, max = 14_400) int standard) {
    Duration keepAlive = Duration.ofSeconds(standard);
    assertThat(KeepAlivePolicy.Kind.ADAPTIVE.with(keepAlive).window(idle(List.of()), true))
        .isEqualTo(KeepWindow.stay(keepAlive.toNanos()));
  }

  @Property
  void everyWindowLiesWithinTheBins(
      @ForAll @Size(max = 200) List<@IntRange(max = 20_000) Integer> seconds,
      @ForAll @IntRange(min = 1, max = 100_000) int standard,
      @ForAll boolean alone) {
    KeepWindow window =
        KeepAlivePolicy.Kind.ADAPTIVE
            .with(Duration.ofSeconds(standard))
            .window(idle(seconds), alone);
    long longest = IdleHistogram.lowerNanos(IdleHistogram.BINS);
    assertThat(window.stayNanos()).isBetween(SHORTEST, longest);
    assertThat(window.untilNanos()).isBetween(0L, longest);
    assertThat(alone || !window.comesAgain()).isTrue();
  }

  @Property
  void aColdStartThatIsWorthMoreNeverShortensTheStay(
      @ForAll @Size(max = 100) List<@IntRange(max = 20_000) Integer> seconds,
      @ForAll @IntRange(min = 1, max = 7_000) int standard,
      @ForAll @IntRange(min = 1, max = 7_000) int more) {
    IdleHistogram idle = idle(seconds);
    Duration less = Duration.ofSeconds(standard);
    assertThat(stay(less.plusSeconds(more), idle)).isGreaterThanOrEqualTo(stay(less, idle));
  }

  @Property
  void aTimeThatTheStayCoversNeverShortensIt(
      @ForAll @Size(max = 100) List<@IntRange(max = 20_000) Integer> seconds,
      @ForAll @IntRange(min = 1, max = 600) int more) {
    IdleHistogram idle = idle(seconds);
    long before = stay(STANDARD, idle);
    long added = Duration.ofSeconds(more).toNanos();
    idle.add(added);
    if (IdleHistogram.lowerNanos(IdleHistogram.binOf(added) + 1) <= before) {
      assertThat(stay(STANDARD, idle)).isGreaterThanOrEqualTo(before);
    }
  }

  private static long stay(Duration standard, IdleHistogram idle) {
    return KeepAlivePolicy.Kind.ADAPTIVE.with(standard).window(idle, false).stayNanos();
  }

  @Property
  void callsThatComeWithinTheStandardFindAnInstance(
      @ForAll @IntRange(min = 1, max = 540) int seconds,
      @ForAll @IntRange(min = 1, max = 500) int times) {
    Duration each = Duration.ofSeconds(seconds);
    KeepWindow window = ADAPTIVE.window(regular(times, each), true);
    boolean stays = window.stayNanos() >= each.toNanos();
    boolean comesAgain =
        window.againNanos() <= each.toNanos() && window.untilNanos() >= each.toNanos();
    assertThat(stays || comesAgain).isTrue();
  }

  @Test
  void anInstanceLeavesWhoseCallsComeLongAfterTheStandard() {
    IdleHistogram idle = regular(5, Duration.ofHours(5));
    assertThat(ADAPTIVE.window(idle, true)).isEqualTo(KeepWindow.stay(SHORTEST));
  }

  @Test
  void anInstanceIsThereAgainForRegularCalls() {
    KeepWindow window = ADAPTIVE.window(regular(20, Duration.ofMinutes(30)), true);
    assertThat(window.stayNanos()).isLessThan(Duration.ofSeconds(1).toNanos());
    assertThat(window.againNanos())
        .isBetween(Duration.ofMinutes(24).toNanos(), Duration.ofMinutes(30).toNanos());
    assertThat(window.untilNanos())
        .isBetween(Duration.ofMinutes(30).toNanos(), Duration.ofMinutes(38).toNanos());
  }

  @Test
  void onlyTheLastOneMakesWayForAnother() {
    IdleHistogram idle = regular(20, Duration.ofMinutes(30));
    assertThat(ADAPTIVE.window(idle, false)).isEqualTo(KeepWindow.stay(SHORTEST));
  }

  @Test
  void staysForABurstAndIsThereAgainForTheNext() {
    IdleHistogram idle = regular(500, Duration.ofSeconds(2));
    for (int i = 0; i < 50; i++) {
      idle.add(Duration.ofMinutes(30).toNanos());
    }
    KeepWindow window = ADAPTIVE.window(idle, true);
    assertThat(window.stayNanos())
        .isBetween(Duration.ofSeconds(2).toNanos(), Duration.ofSeconds(10).toNanos());
    assertThat(window.againNanos()).isGreaterThan(Duration.ofMinutes(20).toNanos());
  }

  @Test
  void staysLongerThanTheStandardWhereThatPays() {
    IdleHistogram idle = regular(100, Duration.ofSeconds(1));
    for (int i = 0; i < 20; i++) {
      idle.add(Duration.ofSeconds(500).toNanos());
      idle.add(Duration.ofSeconds(800).toNanos());
    }
    assertThat(ADAPTIVE.window(idle, false).stayNanos())
        .isGreaterThan(Duration.ofSeconds(800).toNanos());
  }
}
