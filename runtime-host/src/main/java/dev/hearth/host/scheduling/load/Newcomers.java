package dev.hearth.host.scheduling.load;

/**
 * What the first calls of versions have been measured to take: that of the next version, of which
 * nothing is known, is taken to be like them. Guarded by its owner's lock.
 *
 * <p>Budgets are no measure of that. They say when a call is ended, and hardly one comes near: a
 * host that kept a whole budget free for each call that it does not know would let a few of them at
 * a time through a wide open door, just when it has started and knows none.
 */
public final class Newcomers {

  private static final int UNKNOWN_DEMAND = 250;

  /** Of a budget, until the first call of any version has been measured. */
  private static final int UNKNOWN_PART = 8;

  private static final long LEAST_BYTES = 4L << 20;

  private final MovingAverage demand = new MovingAverage();
  private long largestBytes;

  /** The first call of a version has taken this. */
  public void add(long demandThousandths, long bytes) {
    demand.add(demandThousandths);
    largestBytes = Math.max(bytes, largestBytes - largestBytes / 64);
  }

  /** What of a processor it is taken to need, in thousandths. */
  public int demand() {
    return demand.nanos() == 0 ? UNKNOWN_DEMAND : (int) demand.nanos();
  }

  /** What memory it is taken to need. */
  public long bytes(long budgetBytes) {
    return largestBytes == 0 ? budgetBytes / UNKNOWN_PART : room(largestBytes, budgetBytes);
  }

  /** What memory has to be there when the largest of its like took so much: twice that. */
  public static long room(long largestBytes, long budgetBytes) {
    return Math.min(budgetBytes, Math.max(LEAST_BYTES, 2 * largestBytes));
  }
}
