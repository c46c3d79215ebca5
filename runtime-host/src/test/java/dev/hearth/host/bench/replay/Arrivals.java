package dev.hearth.host.bench.replay;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When which function is called, in order. The trace counts calls by the minute; where in its
 * minute a call lies is drawn from a seeded generator. Immutable.
 */
public final class Arrivals {

  private static final int FUNCTION_BITS = 16;
  private static final long MINUTE_MICROS = 60_000_000;

  /** Microseconds since the beginning, and the number of the function in the lowest bits. */
  private final long[] sorted;

  private Arrivals(long[] sorted) {
    this.sorted = sorted;
  }

  /** How calls lie within a minute. */
  public enum Spread {
    /** Anywhere, independently of each other. */
    RANDOM,
    /** Those of timers at equal distances, the first at the same second of each minute. */
    REGULAR_TIMERS
  }

  /** Draws the moments of all calls. */
  public static Arrivals draw(Trace trace, Spread spread, long seed) {
    List<TracedFunction> functions = trace.functions();
    long[] drawn =
        new long[functions.stream().flatMap(f -> f.perMinute().stream()).mapToInt(n -> n).sum()];
    int next = 0;
    for (int f = 0; f < functions.size(); f++) {
      SplittableRandom random = new SplittableRandom(seed + f);
      boolean regular =
          spread == Spread.REGULAR_TIMERS && functions.get(f).trigger().equals("timer");
      double phase = random.nextDouble();
      List<Integer> perMinute = functions.get(f).perMinute();
      for (int minute = 0; minute < perMinute.size(); minute++) {
        int calls = perMinute.get(minute);
        for (int i = 0; i < calls; i++) {
          double within = regular ? (i + phase) / calls : random.nextDouble();
          long micros = minute * MINUTE_MICROS + (long) (within * MINUTE_MICROS);
          drawn[next++] = (micros << FUNCTION_BITS) | f;
        }
      }
    }
    Arrays.sort(drawn);
    return new Arrivals(drawn);
  }

  /** How many calls there are. */
  public int size() {
    return sorted.length;
  }

  /** When call number {@code i} comes, in nanoseconds since the beginning. */
  public long nanos(int i) {
    return (sorted[i] >>> FUNCTION_BITS) * 1_000;
  }

  /** The number of the function that call number {@code i} is for. */
  public int function(int i) {
    return (int) (sorted[i] & ((1 << FUNCTION_BITS) - 1));
  }
}
