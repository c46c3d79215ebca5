package dev.hearth.host.worker;

/**
 * How many tasks of one function may be under way: a little more while the host takes them at once,
 * half as many when it turns one away (additive increase, multiplicative decrease, as TCP does it).
 * Owned by the dispatcher's thread.
 */
final class InFlightLimit {

  private static final int FIRST = 4;

  private int limit = FIRST;
  private long halvedNanos;
  private boolean halved;

  /**
   * The limit now, at least 1.
   *
   * @param most what the function's manifest allows, at least 1
   */
  int now(int most) {
    return Math.min(limit, most);
  }

  /**
   * A task found its place without a wait.
   *
   * @param underWay how many were under way with it: a limit that was not reached does not grow
   */
  void ranAtOnce(int underWay, int most) {
    if (underWay >= now(most)) {
      limit = now(most - 1) + 1;
    }
  }

  /**
   * A task was turned away. Those that began before the limit was last halved say nothing new.
   *
   * @param begunNanos when that task began
   */
  void turnedAway(long begunNanos, long nowNanos) {
    if (!halved || begunNanos - halvedNanos >= 0) {
      limit = Math.max(1, limit / 2);
      halvedNanos = nowNanos;
      halved = true;
    }
  }
}
