package dev.hearth.host.scheduling;

import dev.hearth.host.scheduling.load.Congestion;

/**
 * Decides where a call goes, from a snapshot alone: no clock, no lock, no effect.
 *
 * <p>A new instance is worth its start when the wait for a running one would be longer: the calls
 * ahead and this one, divided by the places, times what a call takes. A call is turned away when
 * the same sum says that its turn would come too late.
 */
public final class SchedulingPolicy {

  private SchedulingPolicy() {}

  /** The placement of one call, new or waiting. */
  public static Placement decide(Snapshot now) {
    if (now.limits().maxCalls() == 0) {
      return Placement.REJECT_OFF;
    }
    boolean mayRun = now.room().lane() && now.load().function() < now.limits().maxCalls();
    if (mayRun && now.room().warm()) {
      return Placement.WARM;
    }
    if (mayRun && mayStart(now) && isWorthAStart(now)) {
      return Placement.COLD;
    }
    return waitOrReject(now);
  }

  private static Placement waitOrReject(Snapshot now) {
    if (now.load().waiting() >= now.limits().maxWaiting()) {
      return Placement.REJECT_FULL;
    }
    long wait = expectedWaitNanos(now);
    if (wait > now.limits().queue().toNanos()) {
      return Placement.REJECT_LATE;
    }
    return now.congested() && wait > Congestion.SHORT_WAIT.toNanos()
        ? Placement.REJECT_CONGESTED
        : Placement.WAIT;
  }

  /** Whether the limits leave room for one more instance, now. */
  static boolean mayStart(Snapshot now) {
    return now.room().host() && now.load().starting() < now.limits().maxStarting();
  }

  /** Whether it is the function's own limit that makes the call wait, and not the host. */
  static boolean isOwnLimit(Snapshot now) {
    return now.load().function() >= now.limits().maxCalls();
  }

  /** In nanoseconds; 0 while nothing is known. */
  static long expectedWaitNanos(Snapshot now) {
    return now.times().serviceNanos() * (now.load().waiting() + 1L) / places(now);
  }

  /** How long a congested line may be; at least one call. */
  static int longestOfUse(Snapshot now) {
    long service = Math.max(1, now.times().serviceNanos());
    long calls = Congestion.SHORT_WAIT.toNanos() * places(now) / service;
    return (int) Math.clamp(calls, 1, now.limits().maxWaiting() + 1L);
  }

  private static int places(Snapshot now) {
    int usual = Math.min(now.times().fairPlaces(), now.limits().maxCalls());
    return Math.max(1, Math.max(usual, now.load().running()));
  }

  private static boolean isWorthAStart(Snapshot now) {
    if (now.load().running() == 0 || now.times().serviceNanos() == 0) {
      return true;
    }
    long places = (long) now.load().running() + now.load().starting();
    long expectedWait = now.times().serviceNanos() * (now.load().waiting() + 1) / places;
    return expectedWait > now.times().startNanos()
        || now.load().waitedNanos() > now.times().startNanos();
  }
}
