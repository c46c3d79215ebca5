package dev.hearth.host.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Held against an oracle that tries each moment. */
class OccurrencesPropertiesTest {

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Vienna"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("UTC"));

  private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NEXT_YEAR = Instant.parse("2027-01-01T00:00:00Z");

  @Provide
  Arbitrary<Oracle> ofMinutes() {
    return Expressions.ofMinutes();
  }

  @Provide
  Arbitrary<Oracle> ofSeconds() {
    return Expressions.ofSeconds();
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZONES);
  }

  @Property(tries = 300)
  void missesNothingAndFiresNothingTwice(
      @ForAll("ofMinutes") Oracle oracle, @ForAll("zones") ZoneId zone, @ForAll boolean spring) {
    Instant around = change(zone, spring);
    assertSame(
        oracle,
        zone,
        around.minus(Duration.ofDays(4)),
        around.plus(Duration.ofDays(4)),
        Duration.ofMinutes(1));
  }

  @Property(tries = 100)
  void isRightToTheSecond(
      @ForAll("ofSeconds") Oracle oracle, @ForAll("zones") ZoneId zone, @ForAll boolean spring) {
    Instant around = change(zone, spring);
    assertSame(
        oracle,
        zone,
        around.minus(Duration.ofHours(3)),
        around.plus(Duration.ofHours(4)),
        Duration.ofSeconds(1));
  }

  @Property(tries = 200)
  void looksFarAhead(@ForAll("ofMinutes") Oracle oracle, @ForAll("zones") ZoneId zone) {
    Occurrences occurrences = CronExpression.parse(oracle.text()).in(zone);
    Optional<Instant> first = occurrences.after(YEAR);
    first.ifPresent(at -> {
      assertThat(occurrences.after(at.minusSeconds(1))).contains(at);
      assertThat(occurrences.after(at.plusNanos(1)).orElse(Instant.MAX)).isAfter(at);
    });
  }

  @Example
  void whatAGapLeavesOutIsMadeUpForHoweverLateItIsAskedFor() {
    Instant gap = Instant.parse("2026-03-29T01:00:00Z");
    ZoneId vienna = ZoneId.of("Europe/Vienna");
    Occurrences halfPastTwo = CronExpression.parse("30 2 * * *").in(vienna);
    for (Duration before :
        List.of(Duration.ofNanos(1), Duration.ofSeconds(1), Duration.ofHours(9))) {
      assertThat(halfPastTwo.after(gap.minus(before))).contains(gap);
    }
    assertThat(halfPastTwo.after(gap)).contains(Instant.parse("2026-03-30T00:30:00Z"));
    Occurrences everySecond = CronExpression.parse("* * 0-2 * * *").in(vienna);
    assertThat(everySecond.after(gap.minusSeconds(1))).contains(gap);
  }

  @Example
  void isRightForAWholeYear() {
    for (ZoneId zone : ZONES) {
      assertSame(
          oracle("*/15 * * * *", step(15), all(24), true),
          zone,
          YEAR,
          NEXT_YEAR,
          Duration.ofMinutes(1));
      assertSame(
          oracle("30 2 * * *", Set.of(30), Set.of(2), false),
          zone,
          YEAR,
          NEXT_YEAR,
          Duration.ofMinutes(1));
      assertSame(
          oracle("0 0-6,22 * * *", Set.of(0), Set.of(0, 1, 2, 3, 4, 5, 6, 22), false),
          zone,
          YEAR,
          NEXT_YEAR,
          Duration.ofMinutes(1));
      assertSame(
          oracle("*/20 1-3 * * *", step(20), Set.of(1, 2, 3), true),
          zone,
          YEAR,
          NEXT_YEAR,
          Duration.ofMinutes(1));
    }
  }

  private static Oracle oracle(String text, Set<Integer> minutes, Set<Integer> hours, boolean run) {
    Set<Integer> any = all(60);
    return new Oracle(
        text, Set.of(0), minutes, hours, new Oracle.Days(any, true, any, true, any), run);
  }

  private static Set<Integer> all(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toSet());
  }

  private static Set<Integer> step(int step) {
    return IntStream.range(0, 60).filter(i -> i % step == 0).boxed().collect(Collectors.toSet());
  }

  private static Instant change(ZoneId zone, boolean first) {
    var change = zone.getRules().nextTransition(YEAR);
    if (change == null) {
      return YEAR.plus(Duration.ofDays(first ? 58 : 200));
    }
    return first
        ? change.getInstant()
        : zone.getRules().nextTransition(change.getInstant()).getInstant();
  }

  private static void assertSame(
      Oracle oracle, ZoneId zone, Instant from, Instant until, Duration step) {
    Occurrences occurrences = CronExpression.parse(oracle.text()).in(zone);
    List<Instant> found = new ArrayList<>();
    Optional<Instant> at = occurrences.after(from);
    while (at.isPresent() && !at.get().isAfter(until)) {
      found.add(at.get());
      at = occurrences.after(at.get());
    }
    assertThat(found)
        .as("%s in %s from %s", oracle.text(), zone, from)
        .isEqualTo(oracle.moments(zone, from, until, step));
  }
}
