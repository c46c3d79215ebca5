package dev.hearth.host.cleanup;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.sandbox.Remains;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Sees to it that closed instances are really collected. What is still there after the grace and a
 * garbage collection asked for by the detector is a leak, reported once with its culprit. Guarded
 * by itself; {@link #check} belongs on a housekeeping thread.
 */
public final class LeakDetector {

  private static final Logger LOG = System.getLogger(LeakDetector.class.getName());

  private final Duration grace;
  private final Runnable collectGarbage;
  private final TimeSource time;
  private final List<Suspect> suspects = new ArrayList<>();
  private final List<Suspect> leaked = new ArrayList<>();
  private long collected;

  /**
   * A detector.
   *
   * @param grace how long a closed instance may stay without being suspected
   * @param collectGarbage asks for a full collection; called at most once a check, and only when
   *     there is a suspect
   */
  public LeakDetector(Duration grace, Runnable collectGarbage, TimeSource time) {
    this.grace = grace;
    this.collectGarbage = collectGarbage;
    this.time = time;
  }

  /** Watches what a closed instance leaves behind. */
  public synchronized void watch(Remains remains) {
    suspects.add(new Suspect(remains, time.nanos()));
  }

  /** Looks at everything watched; reports new leaks. */
  public void check() {
    dropCollected();
    if (anyOverdue()) {
      collectGarbage.run();
      dropCollected();
      reportOverdue();
    }
  }

  private synchronized void dropCollected() {
    int before = suspects.size() + leaked.size();
    suspects.removeIf(Suspect::gone);
    leaked.removeIf(Suspect::gone);
    collected += before - suspects.size() - leaked.size();
  }

  private synchronized boolean anyOverdue() {
    return suspects.stream().anyMatch(this::isOverdue);
  }

  private boolean isOverdue(Suspect suspect) {
    return time.nanos() - suspect.sinceNanos() >= grace.toNanos();
  }

  private synchronized void reportOverdue() {
    List<Suspect> overdue = suspects.stream().filter(this::isOverdue).toList();
    suspects.removeAll(new HashSet<>(overdue));
    leaked.addAll(overdue);
    overdue.forEach(suspect ->
        LOG.log(
            Level.WARNING,
            "instance {0} of {1} was closed but is still in memory; what holds it: {2}",
            suspect.remains().instance(),
            suspect.remains().version(),
            suspect.remains().culprit()));
  }

  /** What was closed but stays in memory, as far as has been found out. */
  public synchronized List<Remains> leaks() {
    return leaked.stream().filter(suspect -> !suspect.gone()).map(Suspect::remains).toList();
  }

  /** How many closed instances have been proved to be collected. */
  public synchronized long collected() {
    return collected;
  }

  /** How many closed instances are watched and not yet known to be collected. */
  public synchronized int pending() {
    return suspects.size();
  }

  /** Threads of closed instances that are still alive. */
  public synchronized int quarantinedThreads() {
    return suspects.stream().mapToInt(s -> s.remains().liveThreads()).sum()
        + leaked.stream().mapToInt(s -> s.remains().liveThreads()).sum();
  }

  private record Suspect(Remains remains, long sinceNanos) {
    boolean gone() {
      return remains.gone();
    }
  }
}
