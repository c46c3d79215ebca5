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
import java.util.BitSet;
import java.util.Optional;

/**
 * What a clock shows when the fields of a cron expression match. Immutable. The one class that
 * knows the cron library: it is asked on a clock that is never changed, for what happens when
 * clocks are changed is ours to say.
 */
final class ClockTimes {

  private static final int HOURS = 24;

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
        ExecutionTime.forCron(cron), namesAllHours(hours), minutes.startsWith("*"));
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

  /** Whether a field that the library has read names all of the 24 hours. */
  private static boolean namesAllHours(String field) {
    BitSet named = new BitSet(HOURS);
    for (String item : field.split(",", -1)) {
      String[] spanAndStep = item.split("/", -1);
      String[] ends = spanAndStep[0].split("-", -1);
      boolean any = ends[0].equals("*");
      int step = spanAndStep.length == 1 ? 1 : Integer.parseInt(spanAndStep[1]);
      int first = any ? 0 : Integer.parseInt(ends[0]);
      int last = ends.length == 2 ? Integer.parseInt(ends[1]) : first;
      int end = any || (ends.length == 1 && spanAndStep.length == 2) ? HOURS - 1 : last;
      for (int hour = first; hour <= end; hour += step) {
        named.set(hour);
      }
    }
    return named.cardinality() == HOURS;
  }

  /** The first that is not before {@code earliest}; empty if there is none in a lifetime. */
  Optional<LocalDateTime> from(LocalDateTime earliest) {
    LocalDateTime whole = earliest.truncatedTo(ChronoUnit.SECONDS);
    LocalDateTime before = whole.isEqual(earliest) ? whole.minusSeconds(1) : whole;
    return search.nextExecution(before.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
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
