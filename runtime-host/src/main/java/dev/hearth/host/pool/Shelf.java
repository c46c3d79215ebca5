package dev.hearth.host.pool;

import dev.hearth.host.sandbox.Instance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The live instances of one version. Guarded by the pool's lock. */
final class Shelf {

  /** Those with room for a call, the most recently used first. */
  private final Deque<Pooled> free = new ArrayDeque<>(2);

  private final List<Pooled> live = new ArrayList<>(2);

  void add(Pooled pooled) {
    live.add(pooled);
    free.addFirst(pooled);
  }

  void remove(Pooled pooled) {
    live.remove(pooled);
    free.remove(pooled);
  }

  /** Takes a place in an instance that has one. */
  Optional<Pooled> take() {
    Pooled first = free.peekFirst();
    if (first == null) {
      return Optional.empty();
    }
    occupy(first);
    return Optional.of(first);
  }

  void occupy(Pooled pooled) {
    pooled.inUse++;
    if (!pooled.hasRoom()) {
      free.removeFirstOccurrence(pooled);
    }
  }

  /** Gives the instance no further calls. */
  void condemn(Pooled pooled) {
    pooled.condemned = true;
    free.remove(pooled);
  }

  /**
   * Gives those that are meant no further calls.
   *
   * @return the idle ones of them, which leave now
   */
  List<Pooled> condemn(Predicate<Instance> meant) {
    List<Pooled> condemned = live.stream().filter(each -> meant.test(each.instance())).toList();
    condemned.forEach(this::condemn);
    return condemned.stream().filter(each -> each.inUse == 0).toList();
  }

  /** Gives a place back, and puts the instance where it is found first. */
  void giveBack(Pooled pooled) {
    if (pooled.hasRoom()) {
      free.remove(pooled); // it stands there already, but further back
    }
    pooled.inUse--;
    if (pooled.hasRoom()) {
      free.addFirst(pooled);
    }
  }

  boolean hasRoom() {
    return !free.isEmpty();
  }

  /** The live ones, to be looked at in place. */
  Stream<Pooled> stream() {
    return live.stream();
  }

  int size() {
    return live.size();
  }

  /** How many of them stay even when idle. */
  int pinned() {
    return (int) live.stream().filter(Pooled::pinned).count();
  }
}
