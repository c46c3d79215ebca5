package dev.hearth.host.sandbox.classloader.stop;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The threads that live though they should have ended long ago, by the kill that could not end
 * them. Its own lock guards it.
 */
final class Quarantine {

  private final Map<Object, List<Thread>> threads = new HashMap<>();

  synchronized void add(Object kill, List<Thread> alive) {
    threads.put(kill, alive);
  }

  /** Releases those of the kill that are not among {@code alive}. */
  synchronized void keepOnly(Object kill, List<Thread> alive) {
    threads.computeIfPresent(kill, (_, _) -> alive);
  }

  synchronized void release(Object kill) {
    threads.remove(kill);
  }

  /** How many live now; those of kills that were given up are let go when they have ended. */
  synchronized int size() {
    threads.replaceAll((_, all) -> all.stream().filter(Thread::isAlive).toList());
    threads.values().removeIf(List::isEmpty);
    return threads.values().stream().mapToInt(Collection::size).sum();
  }
}
