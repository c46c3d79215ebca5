package dev.hearth.host.scheduling.load;

/**
 * The processors that are taken for a moment only. When there are enough calls that will be over in
 * a moment to keep every processor busy, the next of the kind waits for one of them to end and runs
 * on its thread: to wake a thread of its own would cost more than the call, and gain nothing, for
 * that thread would have to wait for a processor. Guarded by its owner's lock.
 *
 * <p>A call that turns out not to be quick counts no longer after one or two moments.
 */
public final class QuickCalls {

  /** What a quick call takes at most on a free processor. */
  public static final long QUICK_NANOS = 1_000_000;

  /** Marks a call that does not count. */
  public static final long NEVER = Long.MIN_VALUE;

  /** A moment is two to the power of this nanoseconds: a little more than a quick call. */
  private static final int MOMENT_BITS = 20;

  private final int enough;
  private long moment;
  private int demandOfThis;
  private int demandOfLast;

  /**
   * None runs yet.
   *
   * @param enough what keeps all processors busy, in thousandths of one
   */
  public QuickCalls(int enough) {
    this.enough = enough;
  }

  /**
   * A quick call begins.
   *
   * @param demand what it needs of a processor, in thousandths
   * @return when, to be told when it ends
   */
  public long begins(int demand, long nowNanos) {
    advance(nowNanos);
    demandOfThis += demand;
    return moment;
  }

  /** A quick call has ended that began in the moment {@code begun}. */
  public void ends(int demand, long begun, long nowNanos) {
    advance(nowNanos);
    if (begun == moment) {
      demandOfThis -= demand;
    } else if (begun == moment - 1) {
      demandOfLast -= demand;
    }
  }

  /** Whether those that run keep the processors busy, so that one more would be too many. */
  public boolean areEnough(int demand, long nowNanos) {
    advance(nowNanos);
    int running = demandOfThis + demandOfLast;
    return running > 0 && running + demand > enough;
  }

  private void advance(long nowNanos) {
    long now = nowNanos >> MOMENT_BITS;
    if (now != moment) {
      demandOfLast = now == moment + 1 ? demandOfThis : 0;
      demandOfThis = 0;
      moment = now;
    }
  }
}
