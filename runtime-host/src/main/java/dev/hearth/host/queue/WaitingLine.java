package dev.hearth.host.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The calls that wait for one version, first come first served. Guarded by its owner's lock. */
public final class WaitingLine {

  private final Deque<Waiter> waiters = new ArrayDeque<>(2);

  /** Adds a call at the end. */
  public void add(Waiter waiter) {
    waiters.addLast(waiter);
  }

  /** Takes the first call whose wait nobody has ended meanwhile, and stops its timer. */
  public Optional<Waiter> poll() {
    Waiter first = waiters.pollFirst();
    while (first != null) {
      first.stopTimer();
      if (!first.call().hasEnded() && first.call().claim()) {
        return Optional.of(first);
      }
      first = waiters.pollFirst();
    }
    return Optional.empty();
  }

  /** How long the first call has waited; 0 if none waits. */
  public long longestWaitNanos(long nowNanos) {
    dropEnded();
    Waiter first = waiters.peekFirst();
    return first == null ? 0 : nowNanos - first.sinceNanos();
  }

  /** How many wait. */
  public int size() {
    dropEnded();
    return waiters.size();
  }

  private void dropEnded() {
    Waiter first = waiters.peekFirst();
    while (first != null && first.call().hasEnded()) {
      waiters.removeFirst().stopTimer();
      first = waiters.peekFirst();
    }
  }
}
