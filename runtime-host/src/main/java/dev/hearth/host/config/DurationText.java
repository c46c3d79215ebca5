package dev.hearth.host.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 1d}.
 */
public final class DurationText {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private DurationText() {}

  /**
   * Reads a duration; ISO 8601 ({@code PT5M}) is taken too.
   *
   * @return not negative
   * @throws IllegalArgumentException with a message that shows the form wanted
   */
  public static Duration parse(String text) {
    String stripped = text.strip();
    Matcher matcher = TEXT.matcher(stripped);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
    return parseIso(text, stripped);
  }

  private static Duration parseIso(String text, String stripped) {
    try {
      Duration duration = Duration.parse(stripped);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException notIso) {
      // Said below, together with the negative ones.
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a duration: write for instance 250ms, 5s, 10m, 2h or PT5M");
  }

  /** The shortest exact form that {@link #parse} reads. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0 || millis == 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
