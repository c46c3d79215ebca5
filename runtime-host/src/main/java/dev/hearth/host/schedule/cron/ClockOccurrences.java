package dev.hearth.host.schedule.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The moments at which the clocks of a zone show one of some times, as {@link CronExpression#in}
 * has it. Goes from one change of the clocks to the next, for between two of them the clocks run as
 * time does. Immutable.
 */
record ClockOccurrences(ClockTimes times, ZoneRules rules) implements Occurrences {

  /** Changes of the clocks to look beyond: at two a year, more years than a calendar repeats in. */
  private static final int MOST_CHANGES = 1_000;

  @Override
  public Optional<Instant> after(Instant moment) {
    Instant from = moment.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    if (endsAGapWithOne(from)) {
      return Optional.of(from);
    }
    for (int i = 0; i < MOST_CHANGES; i++) {
      ZoneOffset offset = rules.getOffset(from);
      Optional<LocalDateTime> shown = times.from(LocalDateTime.ofInstant(from, offset));
      if (shown.isEmpty()) {
        return Optional.empty();
      }
      Instant candidate = shown.get().toInstant(offset);
      ZoneOffsetTransition change = rules.nextTransition(from);
      if (change != null && !candidate.isBefore(change.getInstant())) {
        if (isLeftOut(shown.get(), change)) {
          return Optional.of(change.getInstant());
        }
        from = change.getInstant();
      } else {
        Optional<Instant> again = endOfRepetition(shown.get(), offset);
        if (again.isEmpty()) {
          return Optional.of(candidate);
        }
        from = again.get();
      }
    }
    return Optional.empty();
  }

  /** Whether the clocks have been put forward at just this moment, and have left out one. */
  private boolean endsAGapWithOne(Instant from) {
    ZoneOffsetTransition change = rules.previousTransition(from.plusNanos(1));
    return change != null
        && change.getInstant().equals(from)
        && times.from(change.getDateTimeBefore()).filter(at -> isLeftOut(at, change)).isPresent();
  }

  private boolean isLeftOut(LocalDateTime shown, ZoneOffsetTransition change) {
    return change.isGap() && shown.isBefore(change.getDateTimeAfter()) && !times.everyHour();
  }

  /**
   * Where the clocks show anew what they had not shown yet, if this time is shown a second time.
   */
  private Optional<Instant> endOfRepetition(LocalDateTime shown, ZoneOffset offset) {
    if (times.everyHour() || times.minutesRun()) {
      return Optional.empty();
    }
    ZoneOffsetTransition change = rules.getTransition(shown);
    return change != null && change.isOverlap() && offset.equals(change.getOffsetAfter())
        ? Optional.of(change.getDateTimeBefore().toInstant(offset))
        : Optional.empty();
  }
}
