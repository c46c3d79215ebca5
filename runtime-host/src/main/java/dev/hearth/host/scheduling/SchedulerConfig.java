package dev.hearth.host.scheduling;

/**
 * What the host as a whole allows.
 *
 * @param maxInstances live instances of all functions together
 * @param maxWaiting calls that may wait for one version
 * @param maxStarting instances of one version that start at a time
 * @param forgivenEnds instances of one version that may be ended for passing limits before further
 *     ones start only once a second
 */
public record SchedulerConfig(int maxInstances, int maxWaiting, int maxStarting, int forgivenEnds) {

  public SchedulerConfig {
    if (maxInstances < 1 || maxWaiting < 0 || maxStarting < 1 || forgivenEnds < 1) {
      throw new IllegalArgumentException(
          "instances.max, instances.max-starting and instances.forgiven-ends are at least 1,"
              + " queue.max-waiting at least 0");
    }
  }
}
