package dev.hearth.host.schedule.cron;

import dev.hearth.host.config.DurationText;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * When something is to happen, as people write it. Immutable.
 *
 * <p>Five fields (minute, hour, day of the month, month, day of the week), six with the second
 * first, {@code @every 90s}, or {@code @yearly}, {@code @annually}, {@code @monthly}, {@code
 * @weekly}, {@code @daily}, {@code @midnight}, {@code @hourly}. A field is {@code *}, a number, a
 * range {@code 1-5}, each with a step {@code /15}, or several of these with commas between; months
 * and days of the week also have names, and Sunday is 0 and 7. Where day of the month and day of
 * the week both say something, a day that either names is meant, as in <a
 * href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/crontab.html">POSIX</a>.
 */
public final class CronExpression {

  private static final String FORMS =
      "five fields (minute hour day-of-month month day-of-week) such as \"30 2 * * MON-FRI\", six"
          + " with the second first, \"@every 90s\", or one of ";

  private static final Map<String, String> NAMED =
      new TreeMap<>(
          Map.of(
              "@yearly", "0 0 1 1 *",
              "@annually", "0 0 1 1 *",
              "@monthly", "0 0 1 * *",
              "@weekly", "0 0 * * 0",
              "@daily", "0 0 * * *",
              "@midnight", "0 0 * * *",
              "@hourly", "0 * * * *"));

  private static final Pattern FIELD;

  static {
    String value = "(\\d{1,2}|[A-Za-z]{3})";
    String item = "(\\*|" + value + "(-" + value + ")?)(/\\d{1,2})?";
    FIELD = Pattern.compile(item + "(," + item + ")*");
  }

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final String EVERY = "@every";
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int LONGEST_TEXT = 300;

  private final Optional<Duration> interval;
  private final Optional<ClockTimes> times;

  private CronExpression(Optional<Duration> interval, Optional<ClockTimes> times) {
    this.interval = interval;
    this.times = times;
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong and what is wanted
   */
  public static CronExpression parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST_TEXT) {
      throw wrong("has 1 to " + LONGEST_TEXT + " characters");
    }
    if (stripped.startsWith(EVERY)) {
      return new CronExpression(
          Optional.of(interval(stripped.substring(EVERY.length()))), Optional.empty());
    }
    if (stripped.startsWith("@")) {
      String fields = NAMED.get(stripped);
      if (fields == null) {
        throw wrong("has no meaning as \"" + stripped + '"');
      }
      return new CronExpression(Optional.empty(), Optional.of(ClockTimes.parse(fields)));
    }
    return new CronExpression(Optional.empty(), Optional.of(fields(stripped)));
  }

  private static Duration interval(String text) {
    Duration interval;
    try {
      interval = DurationText.parse(text);
    } catch (IllegalArgumentException | ArithmeticException notADuration) {
      throw wrong("wants a duration behind @every, as in \"@every 90s\"");
    }
    if (interval.compareTo(SHORTEST) < 0
        || interval.compareTo(LONGEST) > 0
        || !interval.equals(interval.truncatedTo(ChronoUnit.SECONDS))) {
      throw wrong("wants whole seconds behind @every, 1s to 366d");
    }
    return interval;
  }

  private static ClockTimes fields(String text) {
    List<String> fields = List.of(BLANKS.split(text));
    if (fields.size() != 5 && fields.size() != 6) {
      throw wrong("has " + fields.size() + " fields, not 5 or 6");
    }
    for (String field : fields) {
      if (!FIELD.matcher(field).matches()) {
        throw wrong("has a field that cannot be read: \"" + field + '"');
      }
    }
    try {
      return ClockTimes.parse(String.join(" ", fields));
    } catch (IllegalArgumentException refused) {
      throw wrong("cannot be read: " + refused.getMessage());
    }
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        what + "; write " + FORMS + String.join(", ", NAMED.keySet()));
  }

  /**
   * Its moments where the clocks of {@code zone} show the time.
   *
   * <p>When clocks are put forward, moments that they leave out are made up for by one at the first
   * moment after the gap; when they are put back, a moment that they show twice happens the first
   * time. Expressions that name no hours, or of which the minutes begin with {@code *}, mean a pace
   * rather than a time of day: those happen in both of the hours that look the same. And those that
   * name no hours need nothing made up for.
   *
   * <p>{@code @every} knows no clock: its moments are the multiples of the interval since 1970 UTC.
   */
  public Occurrences in(ZoneId zone) {
    if (interval.isPresent()) {
      return new EvenOccurrences(interval.get());
    }
    ZoneRules rules = zone.getRules();
    return new ClockOccurrences(times.orElseThrow(), rules);
  }
}
