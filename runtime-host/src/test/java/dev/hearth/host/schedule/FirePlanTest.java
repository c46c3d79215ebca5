package dev.hearth.host.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.trigger.TriggerSpec.CatchUp;
import dev.hearth.host.registry.trigger.TriggerSpec.Overlap;
import dev.hearth.host.registry.trigger.TriggerSpec.Schedule;
import dev.hearth.host.schedule.cron.CronExpression;
import dev.hearth.host.schedule.cron.Occurrences;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FirePlanTest {

  private static final Instant TEN = Instant.parse("2026-11-01T10:00:00Z");

  private static Timing timing(Overlap overlap, CatchUp catchUp, Duration jitter) {
    Schedule schedule =
        Scheduled.jitter(Scheduled.with(Scheduled.at("s", "* * * * *"), overlap, catchUp), jitter);
    return Timing.of(Scheduled.id("f", "s"), schedule);
  }

  private static Instant minute(int minutes) {
    return TEN.plus(Duration.ofMinutes(minutes));
  }

  private static FirePlan plan(Timing timing, int attendedSince, int now) {
    return FirePlan.of(timing, TEN, minute(attendedSince), minute(now)).orElseThrow();
  }

  @Example
  void nothingIsFiredBeforeItsMoment() {
    Timing timing = timing(Overlap.SKIP, CatchUp.LAST, Duration.ZERO);
    assertThat(FirePlan.of(timing, TEN, minute(-5), TEN.minusNanos(1))).isEmpty();
    assertThat(FirePlan.of(timing, TEN, minute(-5), TEN))
        .contains(new FirePlan(List.of(TEN), TEN, Optional.of(minute(1)), Optional.empty()));
  }

  @Example
  void whatWasMissedIsMadeUpForAsTheManifestSays() {
    assertThat(plan(timing(Overlap.ALLOW, CatchUp.NONE, Duration.ZERO), 4, 3))
        .isEqualTo(
            new FirePlan(List.of(), minute(3), Optional.of(minute(4)), Optional.of(minute(3))));
    assertThat(plan(timing(Overlap.ALLOW, CatchUp.LAST, Duration.ZERO), 4, 3))
        .isEqualTo(
            new FirePlan(
                List.of(minute(3)), minute(3), Optional.of(minute(4)), Optional.of(minute(2))));
    assertThat(plan(timing(Overlap.ALLOW, CatchUp.ALL, Duration.ZERO), 4, 3))
        .isEqualTo(
            new FirePlan(
                List.of(TEN, minute(1), minute(2), minute(3)),
                minute(3),
                Optional.of(minute(4)),
                Optional.empty()));
  }

  @Example
  void whatWasOnlyDelayedIsNotMissed() {
    assertThat(plan(timing(Overlap.ALLOW, CatchUp.NONE, Duration.ZERO), -5, 2).moments())
        .containsExactly(TEN, minute(1), minute(2));
    assertThat(plan(timing(Overlap.ALLOW, CatchUp.NONE, Duration.ZERO), 1, 2).moments())
        .containsExactly(minute(1), minute(2));
    assertThat(plan(timing(Overlap.ALLOW, CatchUp.LAST, Duration.ZERO), 2, 3).moments())
        .containsExactly(minute(1), minute(2), minute(3));
  }

  @Example
  void oneRunStandsForAllWhereTheyMustNotOverlap() {
    FirePlan plan = plan(timing(Overlap.SKIP, CatchUp.LAST, Duration.ZERO), -5, 3);
    assertThat(plan.moments()).containsExactly(minute(3));
    assertThat(plan.leftOut()).contains(minute(2));
  }

  @Example
  void theOldestOfTooManyAreLeftOut() {
    FirePlan plan = plan(timing(Overlap.QUEUE, CatchUp.ALL, Duration.ZERO), 5_000, 5_000);
    assertThat(plan.moments()).hasSize(FirePlan.MOST_CAUGHT_UP + 1);
    assertThat(plan.moments().getLast()).isEqualTo(minute(5_000));
    assertThat(plan.leftOut()).contains(minute(3_999));
  }

  @Example
  void whatIsTooMuchForOnceWaitsForTheNext() {
    FirePlan plan = plan(timing(Overlap.QUEUE, CatchUp.ALL, Duration.ZERO), 9, 8).first(3);
    assertThat(plan.moments()).containsExactly(TEN, minute(1), minute(2));
    assertThat(plan.newest()).isEqualTo(minute(2));
    assertThat(plan.following()).contains(minute(3));
  }

  @Example
  void yearsAreNotWalkedThrough() {
    Occurrences seconds = CronExpression.parse("@every 1s").in(ZoneOffset.UTC);
    List<Instant> asked = new ArrayList<>();
    Occurrences counted =
        moment -> {
          asked.add(moment);
          return seconds.after(moment);
        };
    Instant longAgo = TEN.minus(Duration.ofDays(3_000));
    assertThat(PastMoments.newest(counted, longAgo, TEN, 3))
        .containsExactly(TEN.minusSeconds(2), TEN.minusSeconds(1), TEN);
    assertThat(PastMoments.newest(counted, TEN.minusSeconds(1), TEN, 3)).hasSize(2);
    assertThat(PastMoments.newest(counted, TEN, TEN.minusSeconds(1), 3)).isEmpty();
    assertThat(asked).hasSizeLessThan(200);
  }

  /** However often and late it is looked, each moment is fired or left out, once and in order. */
  @Property(tries = 300)
  void nothingIsLostBetweenLooks(
      @ForAll Overlap overlap,
      @ForAll CatchUp catchUp,
      @ForAll @IntRange(max = 180) int jitterSeconds,
      @ForAll List<@IntRange(min = 1, max = 1_000) Integer> pauses) {
    Timing timing = timing(overlap, catchUp, Duration.ofSeconds(jitterSeconds));
    Instant next = TEN;
    Instant now = TEN;
    Instant newest = TEN.minusSeconds(60);
    for (int pause : pauses) {
      now = now.plusSeconds(pause);
      Instant attendedSince = pause % 3 == 0 ? now : TEN.minusSeconds(1);
      Optional<FirePlan> plan = FirePlan.of(timing, next, attendedSince, now).map(p -> p.first(4));
      if (plan.isPresent()) {
        for (Instant moment : plan.get().moments()) {
          assertThat(moment).isAfter(newest);
          newest = moment;
          assertThat(timing.jitter().due(moment)).isBeforeOrEqualTo(now);
        }
        assertThat(plan.get().newest()).isAfterOrEqualTo(newest);
        newest = plan.get().newest();
        Instant following = plan.get().following().orElseThrow();
        assertThat(following).isEqualTo(newest.plusSeconds(60));
        next = following;
      }
      assertThat(next).isEqualTo(newest.plusSeconds(60));
    }
  }

  @Property
  void jitterIsTheSameEachTimeAndWithinItsBounds(@ForAll @IntRange(max = 3_600) int seconds) {
    Jitter jitter = new Jitter(Scheduled.id("f", "s"), Duration.ofSeconds(seconds));
    for (int i = 0; i < 50; i++) {
      Instant due = jitter.due(minute(i));
      assertThat(due).isEqualTo(jitter.due(minute(i)));
      assertThat(Duration.between(minute(i), due)).isBetween(Duration.ZERO, jitter.most());
    }
  }

  @Example
  void jitterIsSpreadEvenlyOverSchedules() {
    int[] quarters = new int[4];
    for (int i = 0; i < 4_000; i++) {
      Jitter jitter = new Jitter(Scheduled.id("f" + i, "s"), Duration.ofSeconds(40));
      long late = Duration.between(TEN, jitter.due(TEN)).toMillis();
      quarters[(int) Math.min(3, late / 10_000)]++;
    }
    for (int count : quarters) {
      assertThat(count).isBetween(850, 1_150);
    }
  }
}
