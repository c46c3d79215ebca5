package dev.hearth.host.scheduling;

import dev.hearth.host.execution.Ran;
import dev.hearth.host.scheduling.load.MovingAverage;
import dev.hearth.host.scheduling.load.Newcomers;
import dev.hearth.host.scheduling.load.QuickCalls;
import java.time.Duration;

/**
 * What the calls of one version have been measured to take, as far as their placement depends on
 * it. Guarded by its owner's lock.
 */
final class Measured {

  /** What a call is taken to last until one has been measured. */
  private static final long UNKNOWN_NANOS = 1_000_000;

  /** Enough to see what a version is like before only one of so many is looked at. */
  private static final int FIRST = 16;

  private static final int ONE_OF = 16;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(4);
  private static final int LEAST_DEMAND = 10;

  private final MovingAverage service = new MovingAverage();
  private final MovingAverage busy = new MovingAverage();
  private final MovingAverage demand = new MovingAverage();
  private final Newcomers newcomers;
  private final int mostDemand;
  private final long budgetBytes;
  private long largestBytes;
  private long calls;
  private long lastLookNanos;

  /**
   * Of nothing yet.
   *
   * @param newcomers what calls of other versions took at first
   * @param processors how many there are
   * @param budgetBytes what a call may allocate
   */
  Measured(Newcomers newcomers, int processors, long budgetBytes) {
    this.newcomers = newcomers;
    this.mostDemand = CapacityLedger.ONE_PROCESSOR * processors;
    this.budgetBytes = budgetBytes;
  }

  /**
   * Whether the call that is placed now is to be looked at closely, which costs ten microseconds.
   */
  boolean next(long nowNanos) {
    long number = calls++;
    boolean looks =
        number < FIRST
            || (number % ONE_OF == 0 && nowNanos - lastLookNanos >= BETWEEN_LOOKS.toNanos());
    if (looks) {
      lastLookNanos = nowNanos;
    }
    return looks;
  }

  /** A call took so long. */
  void served(long nanos) {
    service.add(nanos);
  }

  /** A call that was looked at closely. */
  void add(Ran ran) {
    long unhindered = Math.max(1, ran.wallNanos() - ran.delayNanos());
    busy.add(unhindered);
    long share =
        Math.clamp(
            ran.cpuNanos() * CapacityLedger.ONE_PROCESSOR / unhindered, LEAST_DEMAND, mostDemand);
    if (demand.nanos() == 0) {
      newcomers.add(share, ran.bytes());
    }
    demand.add(share);
    largestBytes = Math.max(ran.bytes(), largestBytes - largestBytes / 64);
  }

  /** How long a call takes; 0 if not yet known. */
  long serviceNanos() {
    return service.nanos();
  }

  /** What a call is taken to use of a processor. */
  long expectedNanos() {
    long nanos = service.nanos() == 0 ? UNKNOWN_NANOS : service.nanos();
    return nanos * demand() / CapacityLedger.ONE_PROCESSOR;
  }

  /** Whether a call is over in a moment once it has a processor. */
  boolean isQuick() {
    return busy.nanos() != 0 && busy.nanos() < QuickCalls.QUICK_NANOS;
  }

  /** What a call needs of a processor while it runs, in thousandths. */
  int demand() {
    return demand.nanos() == 0 ? newcomers.demand() : (int) demand.nanos();
  }

  /**
   * What memory has to be there for a call: what those of other versions took at first until its
   * like are known, then twice what the largest of them took; never more than its budget.
   */
  long bytes() {
    return largestBytes == 0
        ? newcomers.bytes(budgetBytes)
        : Newcomers.room(largestBytes, budgetBytes);
  }
}
