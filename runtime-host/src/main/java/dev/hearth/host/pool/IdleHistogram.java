package dev.hearth.host.pool;

/**
 * How long the instances of one function have been idle before their next calls, in a few bytes.
 * Guarded by its owner, in the pool by the pool's lock.
 *
 * <p>The idea of a histogram of idle times for each function, up to four hours, is that of Shahrad
 * et al., "Serverless in the Wild", USENIX ATC 2020, section 4. Their bins are one minute wide,
 * which suits a cloud whose starts take seconds. A host on one machine starts an instance in
 * milliseconds and may let it go within seconds, so that bins here grow with what they hold: four
 * for each doubling from 100 ms to 4.55 hours, each a quarter of its octave wide (as in
 * HdrHistogram), hence a time is known to a fifth or better wherever it lies. Idle times under 100
 * ms are not counted, for no keep-alive is as short as that.
 *
 * <p>70 counters of two bytes: about 180 bytes with the object. When one is full, all are halved,
 * so that what a function did long ago counts less.
 */
public final class IdleHistogram {

  /** Bins between the shortest and the longest time that are told apart. */
  public static final int BINS = 69;

  private static final int PER_OCTAVE = 4;
  private static final long QUARTER_NANOS = 25_000_000;
  private static final int FULL = 0xFFFF;

  /** The last one holds what is longer than all bins. */
  private final short[] counts = new short[BINS + 1];

  /** Counts one idle time in nanoseconds; one under 100 ms is left out. */
  public void add(long idleNanos) {
    if (idleNanos < lowerNanos(0)) {
      return;
    }
    int bin = binOf(idleNanos);
    if (count(bin) == FULL) {
      halve();
    }
    counts[bin]++;
  }

  private void halve() {
    for (int bin = 0; bin <= BINS; bin++) {
      counts[bin] = (short) (count(bin) >>> 1);
    }
  }

  /** How many times lie in a bin; those longer than all bins are in number {@link #BINS}. */
  public int count(int bin) {
    return counts[bin] & FULL;
  }

  /** How many times have been counted, but for those that have been halved away. */
  public int total() {
    int total = 0;
    for (int bin = 0; bin <= BINS; bin++) {
      total += count(bin);
    }
    return total;
  }

  /**
   * How much longer an instance will be idle that has been so for {@code idleNanos}, on average of
   * those that were. What is known is weighed against one time that nobody has seen, by which it
   * goes on for {@code standardNanos} and as long again as it has been.
   */
  public double remainingNanos(long idleNanos, long standardNanos) {
    double sum = (double) standardNanos + idleNanos;
    double times = 1;
    for (int bin = idleNanos < lowerNanos(0) ? 0 : binOf(idleNanos); bin < BINS; bin++) {
      double middle = (lowerNanos(bin) + lowerNanos(bin + 1)) / 2.0;
      sum += count(bin) * Math.max(0, middle - idleNanos);
      times += count(bin);
    }
    return sum / times;
  }

  /** The bin of an idle time of at least 100 ms; {@link #BINS} for one longer than all bins. */
  static int binOf(long idleNanos) {
    long quarters = idleNanos / QUARTER_NANOS;
    int octave = 61 - Long.numberOfLeadingZeros(quarters); // four quarters are octave 0
    return Math.min(BINS, octave * PER_OCTAVE + (int) (quarters >>> octave) - PER_OCTAVE);
  }

  /** The shortest time of a bin in nanoseconds, which is the end of the one before. */
  public static long lowerNanos(int bin) {
    return (QUARTER_NANOS * (PER_OCTAVE + bin % PER_OCTAVE)) << (bin / PER_OCTAVE);
  }
}
