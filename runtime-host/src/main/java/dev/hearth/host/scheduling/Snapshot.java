package dev.hearth.host.scheduling;

/**
 * All that a placement depends on.
 *
 * @param warmRoom whether a warm instance of the version has a free place
 * @param hostRoom whether the host may have one more instance
 * @param running calls that run
 * @param starting instances that start
 * @param waiting calls that wait, the one to be placed not included
 * @param waitedNanos how long the call to be placed has waited
 * @param serviceNanos what a call takes, as measured; 0 if not yet known
 * @param startNanos what a start takes, as measured; 0 if not yet known
 * @param limits what does not change
 */
public record Snapshot(
    boolean warmRoom,
    boolean hostRoom,
    int running,
    int starting,
    int waiting,
    long waitedNanos,
    long serviceNanos,
    long startNanos,
    Limits limits) {

  /**
   * What does not change while a version is deployed.
   *
   * @param maxCalls calls at a time, from the manifest
   * @param maxWaiting calls that may wait
   * @param maxStarting starts at a time; more would only slow each other down
   */
  public record Limits(int maxCalls, int maxWaiting, int maxStarting) {}
}
