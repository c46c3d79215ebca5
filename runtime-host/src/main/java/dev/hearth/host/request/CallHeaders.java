package dev.hearth.host.request;

import dev.hearth.host.config.DurationText;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Lineage;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller may say of a call beside the request itself. Stateless. */
public final class CallHeaders {

  /** How many calls of functions led to this one: a function sends on what it has received. */
  static final String HOPS = "X-Hearth-Hops";

  /** How long the caller waits, as in {@code 2s}. */
  static final String TIMEOUT = "X-Hearth-Timeout";

  /** How long after now a call that nobody waits for is due, as in {@code 5m}. */
  public static final String DELAY = "X-Hearth-Delay";

  /** Calls of a function with the same key that nobody waits for run one after the other. */
  public static final String ORDER_KEY = "X-Hearth-Order-Key";

  private static final String PREFIX = "x-hearth-";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** Beyond what any function may take, and far from where instants end. */
  private static final Duration LONGEST = Duration.ofDays(30);

  private CallHeaders() {}

  /** Whether a field is one of these. */
  static boolean isOne(String name) {
    return name.length() > PREFIX.length()
        && name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
        && (name.equalsIgnoreCase(HOPS)
            || name.equalsIgnoreCase(TIMEOUT)
            || name.equalsIgnoreCase(DELAY)
            || name.equalsIgnoreCase(ORDER_KEY));
  }

  /**
   * What a call from outside says of itself.
   *
   * @param headers gives the value of a field; null if it was not sent
   * @throws IllegalArgumentException with a message for the caller, when one is malformed
   */
  public static Lineage lineage(UnaryOperator<@Nullable String> headers, Instant now) {
    String hops = headers.apply(HOPS);
    String timeout = headers.apply(TIMEOUT);
    if (hops == null && timeout == null) {
      return Lineage.ROOT;
    }
    Lineage lineage = new Lineage(hops == null ? 0 : hops(hops), Instant.MAX);
    return timeout == null ? lineage : lineage.until(now.plus(timeout(timeout)));
  }

  private static int hops(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          HOPS + " wants a number such as 1, as the function received it, not " + shown(text));
    }
    return Integer.parseInt(text);
  }

  /**
   * Reads how long a caller waits.
   *
   * @throws IllegalArgumentException with a message for the caller
   */
  static Duration timeout(String text) {
    try {
      Duration timeout = DurationText.parse(text);
      if (timeout.compareTo(SHORTEST) >= 0) {
        return timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
      }
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      // Said below, as for those that are too short.
    }
    throw new IllegalArgumentException(
        TIMEOUT + " wants a duration of 1ms or more, such as 250ms or 2s, not " + shown(text));
  }

  /** A value as it may stand in an answer. */
  public static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return '"' + (line.length() <= 40 ? line : line.substring(0, 40) + "…") + '"';
  }

  /** The field for calls that the function itself makes. */
  static HeaderField hopsToSendOn(Lineage lineage) {
    return new HeaderField(HOPS.toLowerCase(Locale.ROOT), Integer.toString(lineage.hops() + 1));
  }
}
