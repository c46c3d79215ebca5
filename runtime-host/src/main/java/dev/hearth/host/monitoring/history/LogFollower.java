package dev.hearth.host.monitoring.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Somebody who reads log lines as they come, and what waits for him, bounded: lines for which there
 * is no room are left out and counted. Any thread offers, any thread takes; guarded by itself.
 */
public final class LogFollower {

  /** Lines that wait at most. */
  static final int MOST_LINES = 1_000;

  /** What they may take, by a generous estimate. */
  static final long MOST_BYTES = 1 << 20;

  private final LogQuery.Filter filter;
  private final Deque<Next> waiting = new ArrayDeque<>();
  private long bytes;
  private long leftOut;

  LogFollower(LogQuery.Filter filter) {
    this.filter = filter;
  }

  /**
   * What comes next.
   *
   * @param leftOut how many lines were left out before it
   * @param line empty if only lines that were left out have come
   */
  public record Next(long leftOut, Optional<LoggedLine> line) {}

  synchronized void offer(LoggedLine line) {
    if (!filter.wants(line)) {
      return;
    }
    if (waiting.size() >= MOST_LINES || bytes + line.bytes() > MOST_BYTES) {
      leftOut++;
      return;
    }
    waiting.addLast(new Next(leftOut, Optional.of(line)));
    bytes += line.bytes();
    leftOut = 0;
  }

  /** Takes what comes next, if anything has come. */
  public synchronized Optional<Next> poll() {
    if (waiting.isEmpty()) {
      long missing = leftOut;
      leftOut = 0;
      return missing == 0 ? Optional.empty() : Optional.of(new Next(missing, Optional.empty()));
    }
    Next next = waiting.removeFirst();
    next.line().ifPresent(line -> bytes -= line.bytes());
    return Optional.of(next);
  }
}
