package dev.hearth.host.scheduling;

/**
 * An exponentially weighted moving average of durations; each new one counts for an eighth. Guarded
 * by its owner's lock.
 */
final class MovingAverage {

  private long nanos;

  /** 0 while nothing has been measured. */
  long nanos() {
    return nanos;
  }

  void add(long measuredNanos) {
    long measured = Math.max(1, measuredNanos);
    nanos = nanos == 0 ? measured : nanos + (measured - nanos) / 8;
  }
}
