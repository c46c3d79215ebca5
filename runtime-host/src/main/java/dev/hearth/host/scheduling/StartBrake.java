package dev.hearth.host.scheduling;

import java.time.Duration;

/**
 * Slows the starts of a version whose instances have to be ended again and again, for each costs
 * its neighbours a start and a kill: after a number of them that is forgiven, new instances start
 * about one a second. What is forgiven comes back with time. Guarded by the desk's lock.
 *
 * <p>This is the generic cell rate algorithm (ITU-T I.371) as a virtual schedule, with an ended
 * instance for a cell.
 */
final class StartBrake {

  static final Duration INTERVAL = Duration.ofSeconds(1);

  private final long forgivenNanos;
  private long theoreticalNanos;
  private boolean everEnded;

  /** Off; {@code forgiven} instances may be ended in a row before starts are held up. */
  StartBrake(int forgiven) {
    this.forgivenNanos = INTERVAL.multipliedBy(forgiven).toNanos();
  }

  /** An instance had to be ended. */
  void ended(long nowNanos) {
    long from = everEnded && theoreticalNanos - nowNanos > 0 ? theoreticalNanos : nowNanos;
    theoreticalNanos = from + INTERVAL.toNanos();
    everEnded = true;
  }

  /** Whether no instance may start now. */
  boolean holds(long nowNanos) {
    return everEnded && theoreticalNanos - nowNanos > forgivenNanos;
  }
}
