package dev.hearth.host.bench.replay;

import dev.hearth.host.pool.IdleHistogram;
import dev.hearth.host.pool.IdleTimes;
import dev.hearth.host.pool.KeepWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The instances of one function in virtual time: one call each at a time, the most recently used
 * first, a start takes no time. Used by one thread.
 */
final class SimulatedFunction {

  private final ReplayPolicy policy;
  private final double bytes;
  private final IdleTimes times = new IdleTimes();
  private final PriorityQueue<Long> busyUntil = new PriorityQueue<>();
  private final List<Idle> idle = new ArrayList<>();
  private final Tally tally;

  /**
   * One that serves no call, or will start before the next; times in nanoseconds.
   *
   * @param since when the last call ended
   * @param from when it is there
   * @param until when it leaves
   */
  record Idle(SimulatedFunction function, long since, long from, long until) {

    boolean isPreWarmed() {
      return from > since;
    }
  }

  SimulatedFunction(ReplayPolicy policy, double bytes, Tally tally) {
    this.policy = policy;
    this.bytes = bytes;
    this.tally = tally;
  }

  /** Takes a call; true if it found no instance. */
  boolean call(long now, long runNanos) {
    settle(now);
    boolean missed = !takeWarm(now);
    if (missed) {
      times.missed(now);
      idle.removeIf(Idle::isPreWarmed); // its plan has come too late
    }
    busyUntil.add(now + runNanos);
    return missed;
  }

  private boolean takeWarm(long now) {
    for (int i = idle.size() - 1; i >= 0; i--) {
      Idle found = idle.get(i);
      if (found.from <= now) {
        idle.remove(i);
        spend(found, now);
        if (found.isPreWarmed()) {
          times.missed(now); // the one before it has left, and would have been found
        } else {
          times.found(now - found.since);
          idle.removeIf(Idle::isPreWarmed);
        }
        return true;
      }
    }
    return false;
  }

  /** Ends the calls and keep-alives whose time has come. */
  void settle(long now) {
    while (!busyUntil.isEmpty() && busyUntil.peek() <= now) {
      long end = busyUntil.poll();
      expire(end);
      release(end);
    }
    expire(now);
  }

  private void release(long end) {
    boolean alone = idle.isEmpty() && busyUntil.isEmpty();
    KeepWindow window = policy.window(times.histogram(), alone);
    idle.add(new Idle(this, end, end, end + window.stayNanos()));
    if (window.comesAgain()) {
      idle.add(new Idle(this, end, end + window.againNanos(), end + window.untilNanos()));
    }
  }

  private void expire(long now) {
    for (int i = idle.size() - 1; i >= 0; i--) {
      Idle old = idle.get(i);
      if (old.until <= now) {
        idle.remove(i);
        leave(old, old.until);
      }
    }
  }

  private void leave(Idle leaving, long at) {
    spend(leaving, at);
    if (!leaving.isPreWarmed()) {
      times.left(leaving.since);
    }
  }

  private void spend(Idle spent, long until) {
    if (until > spent.from) {
      tally.idleSeconds += (until - spent.from) / 1e9;
      tally.idleByteSeconds += (until - spent.from) / 1e9 * bytes;
      tally.preWarmed += spent.isPreWarmed() ? 1 : 0;
    }
  }

  /** Ends an idle one before its time. */
  void evict(Idle victim, long now) {
    idle.remove(victim);
    leave(victim, now);
  }

  List<Idle> idle(long now) {
    return idle.stream().filter(each -> each.from <= now).toList();
  }

  int live(long now) {
    return (int) idle.stream().filter(each -> each.from <= now).count() + busyUntil.size();
  }

  double bytes() {
    return bytes;
  }

  IdleHistogram histogram() {
    return times.histogram();
  }
}
