package dev.hearth.host.schedule.cron;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a clock shows when the fields of a cron expression match. Immutable. The one class that
 * knows the cron library: it is asked on a clock that is never changed, for what happens when
 * clocks are changed is ours to say.
 */
final class ClockTimes {

  private static final LocalDateTime SOME_DAY = LocalDateTime.of(2001, 1, 1, 0, 0);

  private final ExecutionTime search;
  private final boolean everyHour;
  private final boolean minutesRun;

  private ClockTimes(ExecutionTime search, boolean everyHour, boolean minutesRun) {
    this.search = search;
    this.everyHour = everyHour;
    this.minutesRun = minutesRun;
  }

  /**
   * Reads five fields, or six with the second first, one blank between.
   *
   * @throws IllegalArgumentException with the library's words
   */
  static ClockTimes parse(String text) {
    String[] fields = text.split(" ", -1);
    boolean hasSeconds = fields.length == 6;
    Cron cron = new CronParser(definition(hasSeconds)).parse(text).validate();
    String minutes = fields[hasSeconds ? 1 : 0];
    String hours = fields[hasSeconds ? 2 : 1];
    return new ClockTimes(
        ExecutionTime.forCron(cron), hoursNamed(hours) == 24, minutes.startsWith("*"));
  }

  private static CronDefinition definition(boolean hasSeconds) {
    CronDefinitionBuilder fields = CronDefinitionBuilder.defineCron();
    if (hasSeconds) {
      fields.withSeconds().withValidRange(0, 59).withStrictRange().and();
    }
    return fields
        .withMinutes()
        .withValidRange(0, 59)
        .withStrictRange()
        .and()
        .withHours()
        .withValidRange(0, 23)
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .withValidRange(1, 31)
        .withStrictRange()
        .and()
        .withMonth()
        .withValidRange(1, 12)
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .withIntMapping(7, 0)
        .withStrictRange()
        .and()
        .instance();
  }

  private static int hoursNamed(String hours) {
    Cron cron = new CronParser(definition(false)).parse("0 " + hours + " * * *");
    ClockTimes times = new ClockTimes(ExecutionTime.forCron(cron), false, false);
    int named = 0;
    Optional<LocalDateTime> at = times.from(SOME_DAY);
    while (at.isPresent() && at.get().isBefore(SOME_DAY.plusDays(1))) {
      named++;
      at = times.from(at.get().plusSeconds(1));
    }
    return named;
  }

  /** The first that is not before {@code earliest}; empty if there is none in a lifetime. */
  Optional<LocalDateTime> from(LocalDateTime earliest) {
    LocalDateTime whole = earliest.truncatedTo(ChronoUnit.SECONDS);
    LocalDateTime before = whole.isEqual(earliest) ? whole.minusSeconds(1) : whole;
    return search
        .nextExecution(before.atZone(ZoneOffset.UTC))
        .map(ZonedDateTime::toLocalDateTime);
  }

  /** Whether no hour is left out: the hours do not matter. */
  boolean everyHour() {
    return everyHour;
  }

  /** Whether the minutes begin with {@code *}: a pace rather than a time. */
  boolean minutesRun() {
    return minutesRun;
  }
}
