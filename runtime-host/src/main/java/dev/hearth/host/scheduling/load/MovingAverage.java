package dev.hearth.host.scheduling.load;

/**
 * An exponentially weighted moving average of durations; each new one counts for an eighth. Guarded
 * by its owner's lock.
 */
public final class MovingAverage {

  private long nanos;

  /** 0 while nothing has been measured. */
  public long nanos() {
    return nanos;
  }

  /** One more has been measured. */
  public void add(long measuredNanos) {
    long measured = Math.max(1, measuredNanos);
    nanos = nanos == 0 ? measured : nanos + (measured - nanos) / 8;
  }
}
