package dev.hearth.host.scheduling;

import java.time.Duration;

/**
 * All that a placement depends on.
 *
 * @param room what is free
 * @param load what is under way
 * @param times what has been measured
 * @param limits what does not change
 * @param congested whether more has come for a while than could be served
 */
public record Snapshot(Room room, Load load, Times times, Limits limits, boolean congested) {

  /**
   * The same for a call that nobody waits for: a congested line is no reason to turn it away.
   *
   * @param patience how long it may wait
   */
  Snapshot patient(Duration patience) {
    Limits longer =
        new Limits(limits.maxCalls(), limits.maxWaiting(), limits.maxStarting(), patience);
    return new Snapshot(room, load, times, longer, false);
  }

  /**
   * What is free.
   *
   * @param warm whether a warm instance of the version has a free place
   * @param host whether the host may have one more instance
   * @param lane whether the lane has capacity for one more call
   */
  public record Room(boolean warm, boolean host, boolean lane) {}

  /**
   * What is under way.
   *
   * @param running calls of the version that run
   * @param starting instances of the version that start
   * @param function calls and starts of all versions of the function
   * @param waiting calls that wait in this line, the one to be placed not included
   * @param waitedNanos how long the call to be placed has waited
   */
  public record Load(int running, int starting, int function, int waiting, long waitedNanos) {}

  /**
   * What has been measured.
   *
   * @param serviceNanos what a call takes; 0 if not yet known
   * @param startNanos what a start takes; 0 if not yet known
   * @param fairPlaces how many calls at a time are the function's fair share of the lane, at least
   *     1
   */
  public record Times(long serviceNanos, long startNanos, int fairPlaces) {}

  /**
   * What does not change while a version is deployed.
   *
   * @param maxCalls calls of the function at a time, from the manifest
   * @param maxWaiting calls that may wait
   * @param maxStarting starts at a time; more would only slow each other down
   * @param queue how long a call may wait
   */
  public record Limits(int maxCalls, int maxWaiting, int maxStarting, Duration queue) {}
}
