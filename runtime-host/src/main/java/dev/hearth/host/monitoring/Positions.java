package dev.hearth.host.monitoring;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives things their place in an order: each position is greater than those before it, also after a
 * restart and when the clock is set back, and is at least the nanoseconds since 1970 of the thing's
 * own moment. Any thread asks; the last position is one atomic number.
 */
public final class Positions {

  private static final Instant LATEST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

  private final AtomicLong last;

  /**
   * Goes on behind what was given before.
   *
   * @param last the greatest position given so far; 0 for none
   */
  public Positions(long last) {
    this.last = new AtomicLong(last);
  }

  /** The next position, for what happened at {@code moment}. */
  public long next(Instant moment) {
    long nanos = of(moment);
    return last.updateAndGet(before -> Math.max(before + 1, nanos));
  }

  /** The least position that something of this moment can have; moments far away are cut. */
  public static long of(Instant moment) {
    if (moment.isBefore(Instant.EPOCH)) {
      return 0;
    }
    return moment.isAfter(LATEST) ? Long.MAX_VALUE : SpanWriter.epochNanos(moment);
  }
}
