package dev.hearth.host.scheduling.load;

import java.time.Duration;

/**
 * Tells a load that goes on from a burst: the line stands, and more comes than leaves. What then
 * comes beyond a short line is turned away at once, for it would only wait and be late. It ends
 * when that has not been so for a while. Guarded by its owner's lock.
 *
 * <p>After CoDel (RFC 8289): a line is judged by how long its calls stay, not by its length.
 */
public final class Congestion {

  /** A line whose first call has waited so long stands. */
  static final Duration STANDING = Duration.ofMillis(50);

  /** How long the wait of a call may be expected to be that is let into a congested line. */
  public static final Duration SHORT_WAIT = Duration.ofMillis(45);

  private static final Duration LASTS = Duration.ofMillis(500);

  /**
   * A version that has just become known is not judged: its instances are still starting, and those
   * of all others too where the host has just started itself.
   */
  static final Duration YOUNG = Duration.ofSeconds(10);

  private final Pace pace = new Pace();
  private long untilNanos;
  private boolean on;
  private boolean known;
  private long oldFromNanos;

  /** A call has come, whatever becomes of it. */
  public void arrived(long nowNanos) {
    if (!known) {
      known = true;
      oldFromNanos = nowNanos + YOUNG.toNanos();
    }
    pace.arrived(nowNanos);
  }

  /** A call has left its instance. */
  public void left(long nowNanos) {
    pace.left(nowNanos);
  }

  /** Looks at the line again; {@code longestWaitNanos} is what its first call has waited. */
  public boolean update(long nowNanos, long longestWaitNanos) {
    boolean stands = longestWaitNanos > STANDING.toNanos() && nowNanos - oldFromNanos > 0;
    if (stands && pace.isOutrun(nowNanos, longestWaitNanos / 2)) {
      on = true;
      untilNanos = nowNanos + LASTS.toNanos();
    } else if (on && nowNanos - untilNanos > 0) {
      on = false;
    }
    return on;
  }
}
