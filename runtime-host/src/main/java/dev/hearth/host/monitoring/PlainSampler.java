package dev.hearth.host.monitoring;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Decides which plain successes are kept: all up to a number each second, then one in so many. Any
 * thread asks; the second and its count share one atomic number.
 */
final class PlainSampler {

  private static final int COUNT_BITS = 24;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int perSecond;
  private final int oneIn;
  private final LongSupplier ticker;
  private final AtomicLong window = new AtomicLong();

  PlainSampler(int perSecond, int oneIn, LongSupplier ticker) {
    this.perSecond = perSecond;
    this.oneIn = oneIn;
    this.ticker = ticker;
  }

  /** Counts one; how many invocations its record would stand for, 0 if it is not to be kept. */
  int weigh() {
    long second = Math.floorDiv(ticker.getAsLong(), SECOND_NANOS) << COUNT_BITS;
    long counted = window.updateAndGet(now -> step(now, second)) & COUNT_MASK;
    if (counted <= perSecond) {
      return 1;
    }
    return (counted - perSecond) % oneIn == 0 ? oneIn : 0;
  }

  private static long step(long now, long second) {
    if ((now & ~COUNT_MASK) != second) {
      return second | 1;
    }
    return (now & COUNT_MASK) == COUNT_MASK ? now : now + 1;
  }
}
