package dev.hearth.host.scheduling.load;

import com.netflix.concurrency.limits.limit.VegasLimit;
import dev.hearth.host.execution.Ran;
import java.time.Duration;

/**
 * How many processors' worth of calls may run at once, found by how much they hold each other up.
 * Where calls wait for a processor the limit falls, where they do not it rises. Guarded by its
 * owner's lock.
 *
 * <p>The algorithm is TCP Vegas as in Netflix's concurrency-limits. What it is told is not how long
 * calls take, for functions differ too much in that, but how many times as long as they would have
 * taken had a processor always been free.
 */
public final class AdaptiveLimit {

  private static final Duration WINDOW = Duration.ofMillis(50);
  private static final int LEAST_CALLS = 4;

  /** What the algorithm takes for the round trip of an idle host; only ratios matter. */
  private static final long UNHINDERED = 1_000_000;

  private static final int MOST_PER_PROCESSOR = 16;
  private static final int FIRST_PER_PROCESSOR = 4;

  private final VegasLimit vegas;
  private final int processors;
  private long windowEndNanos;
  private long wallNanos;
  private long busyNanos;
  private int calls;

  /** The limit of a host with so many processors that has measured nothing yet. */
  public AdaptiveLimit(int processors, long nowNanos) {
    this.processors = processors;
    int tolerated = Math.max(1, processors / 2);
    vegas =
        VegasLimit.newBuilder()
            .initialLimit(FIRST_PER_PROCESSOR * processors)
            .maxConcurrency(MOST_PER_PROCESSOR * processors)
            .alpha(tolerated)
            .beta(2 * tolerated)
            .probeMultiplier(Integer.MAX_VALUE)
            .build();
    vegas.onSample(nowNanos, UNHINDERED, 1, false);
    windowEndNanos = nowNanos + WINDOW.toNanos();
  }

  /**
   * A call has run.
   *
   * @param inUse processors' worth of calls that run
   */
  public void add(Ran ran, long nowNanos, int inUse) {
    wallNanos += ran.wallNanos();
    busyNanos += Math.max(1, ran.wallNanos() - ran.delayNanos());
    calls++;
    if (calls >= LEAST_CALLS && nowNanos - windowEndNanos >= 0) {
      long held = (long) (UNHINDERED * Math.max(1, wallNanos / (double) busyNanos));
      vegas.onSample(nowNanos, held, inUse, false);
      windowEndNanos = nowNanos + WINDOW.toNanos();
      wallNanos = 0;
      busyNanos = 0;
      calls = 0;
    }
  }

  /** How many calls may go on computing for long and hold no processor of the ledger. */
  public int longCalls() {
    return 2 * processors;
  }

  /** Processors' worth of calls that may run at once; never fewer than there are processors. */
  public int processors() {
    return Math.max(processors, vegas.getLimit());
  }
}
