package dev.hearth.host.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may be called, as a token bucket: it holds {@code burst} calls at most and
 * gains {@code calls} of them in each {@code period}, spread evenly.
 *
 * @param calls 0 for no limit, else 1 to {@value #MOST}
 * @param period a second, a minute or an hour
 * @param burst calls that may come at once after a pause, 1 to {@value #MOST}
 */
public record Rate(int calls, Duration period, int burst) {

  /** The most calls, in a period or at once. */
  public static final int MOST = 1_000_000;

  /** No limit. */
  public static final Rate UNLIMITED = new Rate(0, Duration.ofSeconds(1), 0);

  private static final Duration LONGEST_REFILL = Duration.ofDays(1);

  private static final Pattern TEXT =
      Pattern.compile("([1-9][0-9]{0,6})/([smh])( +burst +([1-9][0-9]{0,6}))?");

  public Rate {
    if (calls < 0 || calls > MOST || burst < 0 || burst > MOST) {
      throw new IllegalArgumentException("a rate and its burst are at most " + MOST);
    }
  }

  /**
   * Reads {@code 100/s}, {@code 600/m} or {@code 10/h}, each with a burst behind it if wanted:
   * {@code 100/s burst 200}. Without it, the calls of one period may come at once.
   *
   * @throws IllegalArgumentException with a message that shows the form wanted
   */
  public static Rate parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw wrong(text, "is no rate");
    }
    int calls = Integer.parseInt(matcher.group(1));
    String burst = matcher.group(4);
    int atOnce = burst == null ? calls : Integer.parseInt(burst);
    if (calls > MOST || atOnce > MOST) {
      throw wrong(text, "is more than " + MOST);
    }
    Rate rate = new Rate(calls, period(matcher.group(2)), atOnce);
    if (rate.refill().compareTo(LONGEST_REFILL) > 0) {
      throw wrong(text, "takes more than a day to gain its burst again");
    }
    return rate;
  }

  private static Duration period(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      default -> Duration.ofHours(1);
    };
  }

  private static IllegalArgumentException wrong(String text, String what) {
    return new IllegalArgumentException(
        "\"" + text + "\" " + what + ": write for instance 100/s, 600/m or 10/h burst 20");
  }

  /** Whether this limits anything. */
  public boolean isLimited() {
    return calls > 0;
  }

  /** How long an empty bucket takes to be full again; zero for no limit. */
  public Duration refill() {
    return isLimited() ? period.multipliedBy(burst).dividedBy(calls) : Duration.ZERO;
  }

  /** As {@link #parse} reads it; empty for no limit. */
  @Override
  public String toString() {
    if (!isLimited()) {
      return "";
    }
    String unit =
        period.equals(Duration.ofSeconds(1))
            ? "s"
            : period.equals(Duration.ofMinutes(1)) ? "m" : "h";
    return calls + "/" + unit + (burst == calls ? "" : " burst " + burst);
  }
}
