package dev.hearth.host.scheduling;

/**
 * Decides where a call goes, from a snapshot alone: no clock, no lock, no effect.
 *
 * <p>A new instance is worth its start when the wait for a running one would be longer: the calls
 * ahead and this one, divided by the places, times what a call takes.
 */
public final class SchedulingPolicy {

  private SchedulingPolicy() {}

  /** The placement of one call, new or waiting. */
  public static Placement decide(Snapshot now) {
    if (now.limits().maxCalls() == 0) {
      return Placement.REJECT_OFF;
    }
    if (now.running() < now.limits().maxCalls() && now.warmRoom()) {
      return Placement.WARM;
    }
    if (mayStart(now) && isWorthAStart(now)) {
      return Placement.COLD;
    }
    return now.waiting() < now.limits().maxWaiting() ? Placement.WAIT : Placement.REJECT_FULL;
  }

  /** Whether the limits leave room for one more instance, now. */
  static boolean mayStart(Snapshot now) {
    return now.hostRoom()
        && now.starting() < now.limits().maxStarting()
        && now.running() + now.starting() < now.limits().maxCalls();
  }

  private static boolean isWorthAStart(Snapshot now) {
    if (now.running() == 0 || now.serviceNanos() == 0) {
      return true;
    }
    long places = (long) now.running() + now.starting();
    long expectedWait = now.serviceNanos() * (now.waiting() + 1) / places;
    return expectedWait > now.startNanos() || now.waitedNanos() > now.startNanos();
  }
}
