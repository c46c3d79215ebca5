package dev.hearth.host.pool;

/**
 * What the pool remembers of one function while its instances come and go. Guarded by its owner, in
 * the pool by the pool's lock.
 *
 * <p>A call that finds no instance would have found the one that left last, had it stayed: the time
 * since that one's last call is an idle time like those of the instances that were there. Without
 * this a keep-alive that was once too short would never see that it is.
 */
public final class IdleTimes {

  /** Of how many instances that have left it is remembered when they became idle. */
  private static final int DEPARTED = 4;

  private final IdleHistogram histogram = new IdleHistogram();
  private final long[] departed = new long[DEPARTED];
  private int departures;

  /** The idle times so far. */
  public IdleHistogram histogram() {
    return histogram;
  }

  /** A call has found an instance that was idle for so long. */
  public void found(long idleNanos) {
    histogram.add(idleNanos);
  }

  /** An instance has left that was idle since then. */
  public void left(long idleSinceNanos) {
    if (departures == DEPARTED) {
      System.arraycopy(departed, 1, departed, 0, DEPARTED - 1);
      departures--;
    }
    departed[departures++] = idleSinceNanos;
  }

  /** A call has found no instance. */
  public void missed(long nowNanos) {
    if (departures > 0) {
      histogram.add(nowNanos - departed[--departures]);
    }
  }
}
