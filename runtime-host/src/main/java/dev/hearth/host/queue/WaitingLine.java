package dev.hearth.host.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The calls that wait for one version in one lane, first come first served unless it is asked for
 * the newest. Guarded by its owner's lock.
 */
public final class WaitingLine {

  private final Deque<Waiter> waiters = new ArrayDeque<>(2);

  /** Adds a call at the end. */
  public void add(Waiter waiter) {
    waiters.addLast(waiter);
  }

  /** Takes the call that has waited longest and whose wait nobody has ended meanwhile. */
  public Optional<Waiter> poll() {
    Waiter next = waiters.pollFirst();
    while (next != null && !isTaken(next)) {
      next = waiters.pollFirst();
    }
    return Optional.ofNullable(next);
  }

  /** Takes the call that has waited shortest. */
  public Optional<Waiter> pollNewest() {
    Waiter next = waiters.pollLast();
    while (next != null && !isTaken(next)) {
      next = waiters.pollLast();
    }
    return Optional.ofNullable(next);
  }

  /**
   * Takes those that have waited shortest, so that at most {@code most} are left; but none that
   * nobody waits for.
   */
  public List<Waiter> trim(int most) {
    List<Waiter> taken = new ArrayList<>();
    int tooMany = size() - most;
    Iterator<Waiter> newestFirst = waiters.descendingIterator();
    while (tooMany > 0 && newestFirst.hasNext()) {
      Waiter next = newestFirst.next();
      if (!next.call().invocation().isPatient()) {
        newestFirst.remove();
        tooMany--;
        if (isTaken(next)) {
          taken.add(next);
        }
      }
    }
    return taken;
  }

  /** Takes those that have waited as long as they may. */
  public List<Waiter> takeOverdue(long nowNanos) {
    List<Waiter> taken = new ArrayList<>();
    Iterator<Waiter> oldestFirst = waiters.iterator();
    while (oldestFirst.hasNext()) {
      Waiter next = oldestFirst.next();
      if (nowNanos - next.untilNanos() >= 0) {
        oldestFirst.remove();
        if (isTaken(next)) {
          taken.add(next);
        }
      }
    }
    return taken;
  }

  /** How long until the first of them has waited as long as it may; empty if none waits. */
  public OptionalLong nextOverdueNanos(long nowNanos) {
    return waiters.stream().mapToLong(waiter -> waiter.untilNanos() - nowNanos).min();
  }

  private static boolean isTaken(Waiter waiter) {
    return !waiter.call().hasEnded() && waiter.call().claim();
  }

  /** How long the first call has waited; 0 if none waits. */
  public long longestWaitNanos(long nowNanos) {
    dropEnded();
    Waiter first = waiters.peekFirst();
    return first == null ? 0 : nowNanos - first.sinceNanos();
  }

  /** How many wait; of those whose wait was ended some may be counted still. */
  public int size() {
    dropEnded();
    return waiters.size();
  }

  private void dropEnded() {
    Waiter first = waiters.peekFirst();
    while (first != null && first.call().hasEnded()) {
      waiters.removeFirst();
      first = waiters.peekFirst();
    }
  }
}
