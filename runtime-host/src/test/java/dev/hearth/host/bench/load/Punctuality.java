package dev.hearth.host.bench.load;

import java.util.Locale;

/**
 * How well the generator itself kept up: a figure from one that did not is of little worth.
 *
 * @param sent requests that left
 * @param behind those of them that left more than {@link #TOLERANCE_MILLIS} after they should have
 * @param worstMillis the most that one was behind
 * @param processor what part of one processor its thread took
 */
public record Punctuality(long sent, long behind, double worstMillis, double processor) {

  /** What the generator may be late without being said to be behind. */
  public static final long TOLERANCE_MILLIS = 50;

  /** Whether the load was that which was asked for. */
  public boolean isKept() {
    return behind == 0;
  }

  @Override
  public String toString() {
    String effort = String.format(Locale.ROOT, "%.0f %% of a processor", 100 * processor);
    return isKept()
        ? String.format(Locale.ROOT, "%s, at most %.0f ms behind", effort, worstMillis)
        : String.format(
            Locale.ROOT,
            "%s, BEHIND by over %d ms with %d of %d requests, at most %.0f ms",
            effort,
            TOLERANCE_MILLIS,
            behind,
            sent,
            worstMillis);
  }
}
