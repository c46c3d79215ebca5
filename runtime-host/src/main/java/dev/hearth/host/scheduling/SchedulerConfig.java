package dev.hearth.host.scheduling;

import dev.hearth.host.registry.Lane;

/**
 * What the host as a whole allows.
 *
 * @param instances live instances
 * @param maxWaiting calls that may wait for one version whose manifest says nothing of it
 * @param capacity what running calls may use
 * @param congestedOrder who goes first while a line is congested
 */
public record SchedulerConfig(
    Instances instances, int maxWaiting, Capacity capacity, Order congestedOrder) {

  /** Which of the calls of a line goes first. */
  public enum Order {
    OLDEST,
    NEWEST
  }

  /**
   * How many instances.
   *
   * @param max live instances of all functions together
   * @param maxStarting instances of one version that start at a time
   * @param forgivenEnds instances of one version that may be ended for passing limits before
   *     further ones start only once a second
   */
  public record Instances(int max, int maxStarting, int forgivenEnds) {

    public Instances {
      if (max < 1 || maxStarting < 1 || forgivenEnds < 1) {
        throw new IllegalArgumentException(
            "instances.max, instances.max-starting and instances.forgiven-ends are at least 1");
      }
    }
  }

  /**
   * What running calls may use.
   *
   * @param processors how many there are, at least 1
   * @param bytes what all running calls together may promise to allocate
   * @param backgroundPercent of both, for the background lane
   * @param longPercent of both, for the lane of long calls
   */
  public record Capacity(int processors, long bytes, int backgroundPercent, int longPercent) {

    public Capacity {
      if (processors < 1 || bytes < 1) {
        throw new IllegalArgumentException("there is at least one processor and some memory");
      }
    }

    /** What a lane may have of all. */
    int percentOf(Lane lane) {
      return switch (lane) {
        case INTERACTIVE -> 100;
        case BACKGROUND -> backgroundPercent;
        case LONG -> longPercent;
      };
    }
  }

  public SchedulerConfig {
    if (maxWaiting < 0) {
      throw new IllegalArgumentException("queue.max-waiting is at least 0");
    }
  }
}
