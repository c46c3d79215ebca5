package dev.hearth.host.monitoring.history;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.monitoring.Positions;
import java.time.Duration;

/**
 * Deletes what is too old or too much, a little at a time so that nothing that is written waits for
 * it. Owned by the thread that writes the history.
 *
 * <p>What is deleted leaves room in the store for what comes, so a store that has reached its limit
 * does not grow.
 */
final class Retention {

  /** Deleted at once; each such step is one write. */
  static final int STEP_ROWS = 500;

  /** How often it is looked whether there is something to delete. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  private final HistoryStore store;
  private final RetentionLimits limits;
  private final TimeSource time;
  private long nextLookNanos;

  Retention(HistoryStore store, RetentionLimits limits, TimeSource time) {
    this.store = store;
    this.limits = limits;
    this.time = time;
    this.nextLookNanos = time.nanos();
  }

  /**
   * Deletes a little if it is time for it.
   *
   * @return whether there may be more to delete at once
   */
  boolean step() {
    if (time.nanos() - nextLookNanos < 0) {
      return false;
    }
    boolean deleted = false;
    for (HistoryStore.Kind kind : HistoryStore.Kind.values()) {
      deleted |= trim(kind) > 0;
    }
    if (!deleted) {
      nextLookNanos = time.nanos() + PAUSE.toNanos();
    }
    return deleted;
  }

  /** Puts off the next look: the store has just failed. */
  void pause() {
    nextLookNanos = time.nanos() + PAUSE.toNanos();
  }

  private int trim(HistoryStore.Kind kind) {
    RetentionLimits.Limit limit = limits.of(kind);
    long oldest = Positions.of(time.now().minus(limit.keep()));
    int deleted = store.deleteOldest(kind, oldest, STEP_ROWS);
    if (deleted == 0 && store.kept(kind).bytes() > limit.bytes().bytes()) {
      return store.deleteOldest(kind, Long.MAX_VALUE, STEP_ROWS);
    }
    return deleted;
  }
}
