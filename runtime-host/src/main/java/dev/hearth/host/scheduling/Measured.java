package dev.hearth.host.scheduling;

import dev.hearth.host.execution.Ran;

/**
 * What the calls of one version have been measured to take, as far as their placement depends on
 * it. Guarded by its owner's lock.
 */
final class Measured {

  /** What a call is taken to need of a processor until one has been measured. */
  private static final int UNKNOWN_DEMAND = 250;

  /** Enough to see what a version is like before only one of so many is looked at. */
  private static final int FIRST = 16;

  private static final int ONE_OF = 16;
  private static final long LEAST_BYTES = 4L << 20;
  private static final int LEAST_DEMAND = 10;

  private final MovingAverage service = new MovingAverage();
  private final MovingAverage demand = new MovingAverage();
  private final int mostDemand;
  private final long budgetBytes;
  private long largestBytes;
  private long calls;

  /**
   * Of nothing yet.
   *
   * @param processors how many there are
   * @param budgetBytes what a call may allocate
   */
  Measured(int processors, long budgetBytes) {
    this.mostDemand = CapacityLedger.ONE_PROCESSOR * processors;
    this.budgetBytes = budgetBytes;
  }

  /** Whether the call that is placed now is to be looked at closely. */
  boolean next() {
    long number = calls++;
    return number < FIRST || number % ONE_OF == 0;
  }

  /** A call took so long. */
  void served(long nanos) {
    service.add(nanos);
  }

  /** A call that was looked at closely. */
  void add(Ran ran) {
    long busy = Math.max(1, ran.wallNanos() - ran.delayNanos());
    long share = ran.cpuNanos() * CapacityLedger.ONE_PROCESSOR / busy;
    demand.add(Math.clamp(share, LEAST_DEMAND, mostDemand));
    largestBytes = Math.max(ran.bytes(), largestBytes - largestBytes / 64);
  }

  /** How long a call takes; 0 if not yet known. */
  long serviceNanos() {
    return service.nanos();
  }

  /** What a call needs of a processor while it runs, in thousandths. */
  int demand() {
    return demand.nanos() == 0 ? UNKNOWN_DEMAND : (int) demand.nanos();
  }

  /**
   * What memory has to be there for a call: its budget until its like are known, then twice what
   * the largest of them took.
   */
  long bytes() {
    return largestBytes == 0
        ? budgetBytes
        : Math.min(budgetBytes, Math.max(LEAST_BYTES, 2 * largestBytes));
  }
}
