package dev.hearth.host.schedule.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Says by trying each moment when a cron expression is due: slow, and simple enough to be believed.
 *
 * @param text as it is written
 */
record Oracle(
    String text,
    Set<Integer> seconds,
    Set<Integer> minutes,
    Set<Integer> hours,
    Days days,
    boolean minutesRun) {

  /** Which days; a field that is {@code *} has no say if the other one has. */
  record Days(
      Set<Integer> ofMonth,
      boolean anyOfMonth,
      Set<Integer> ofWeek,
      boolean anyOfWeek,
      Set<Integer> months) {

    boolean match(LocalDateTime local) {
      boolean month = ofMonth.contains(local.getDayOfMonth());
      boolean week = ofWeek.contains(local.getDayOfWeek().getValue() % 7);
      boolean day = (anyOfMonth || anyOfWeek) ? (month && week) : (month || week);
      return day && months.contains(local.getMonthValue());
    }
  }

  boolean matches(LocalDateTime local) {
    return seconds.contains(local.getSecond())
        && minutes.contains(local.getMinute())
        && hours.contains(local.getHour())
        && days.match(local);
  }

  private boolean everyHour() {
    return hours.size() == 24;
  }

  /** All moments after {@code from} and up to {@code until}, of those that {@code step} meets. */
  List<Instant> moments(ZoneId zone, Instant from, Instant until, Duration step) {
    List<Instant> moments = new ArrayList<>();
    for (Instant at = from.plus(step); !at.isAfter(until); at = at.plus(step)) {
      if (due(zone, at, step)) {
        moments.add(at);
      }
    }
    return moments;
  }

  private boolean due(ZoneId zone, Instant at, Duration step) {
    ZoneOffset offset = zone.getRules().getOffset(at);
    LocalDateTime local = LocalDateTime.ofInstant(at, offset);
    if (matches(local)) {
      List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
      boolean repeated = valid.size() == 2 && offset.equals(valid.get(1));
      return !repeated || everyHour() || minutesRun;
    }
    return !everyHour() && endsAGapWithAMatch(zone, at, step);
  }

  private boolean endsAGapWithAMatch(ZoneId zone, Instant at, Duration step) {
    ZoneOffsetTransition before = zone.getRules().previousTransition(at.plusNanos(1));
    if (before == null || !before.getInstant().equals(at) || !before.isGap()) {
      return false;
    }
    for (LocalDateTime local = before.getDateTimeBefore();
        local.isBefore(before.getDateTimeAfter());
        local = local.plus(step)) {
      if (matches(local)) {
        return true;
      }
    }
    return false;
  }
}
