package dev.hearth.host.bench.replay;

import dev.hearth.host.pool.IdleHistogram;
import dev.hearth.host.pool.KeepWindow;
import java.time.Duration;

/**
 * The hybrid histogram policy of Shahrad et al., "Serverless in the Wild", USENIX ATC 2020, section
 * 4, for comparison: the head (5th percentile) of a function's idle times says when to start an
 * instance again, the tail (99th) how long it stays, each with a margin of a tenth; a fixed
 * keep-alive where the histogram does not tell (few idle times, spread evenly over the bins, or
 * half of them out of bounds). Their forecast for functions with longer idle times is left out.
 *
 * @param standard the keep-alive where the histogram does not tell
 * @param preWarming whether the head counts
 */
record HybridHistogram(Duration standard, boolean preWarming) implements ReplayPolicy {

  private static final int FEWEST = 10;
  private static final double LEAST_VARIATION = 2;
  private static final long SOONEST_NANOS = 2_000_000_000;

  @Override
  public KeepWindow window(IdleHistogram idle, boolean alone) {
    int total = idle.total();
    if (total < FEWEST
        || idle.count(IdleHistogram.BINS) * 2 > total
        || variation(idle) < LEAST_VARIATION) {
      return KeepWindow.stay(standard.toNanos());
    }
    long tail =
        IdleHistogram.lowerNanos(Math.min(IdleHistogram.BINS, bin(idle, 0.99) + 1)) * 11 / 10;
    long head = IdleHistogram.lowerNanos(bin(idle, 0.05)) * 9 / 10;
    return preWarming && alone && head >= SOONEST_NANOS
        ? new KeepWindow(IdleHistogram.lowerNanos(0), head, tail)
        : KeepWindow.stay(tail);
  }

  private static int bin(IdleHistogram idle, double share) {
    double wanted = share * idle.total();
    int bin = 0;
    for (int seen = idle.count(0); seen < wanted; seen += idle.count(bin)) {
      bin++;
    }
    return bin;
  }

  private static double variation(IdleHistogram idle) {
    double mean = (double) idle.total() / IdleHistogram.BINS;
    double squares = 0;
    for (int bin = 0; bin < IdleHistogram.BINS; bin++) {
      squares += Math.pow(idle.count(bin) - mean, 2);
    }
    return Math.sqrt(squares / IdleHistogram.BINS) / mean;
  }
}
