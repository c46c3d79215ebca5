package dev.hearth.host.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

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
      free.remove(pooled);
    }
  }

  /** Gives the instance no further calls. */
  void condemn(Pooled pooled) {
    pooled.condemned = true;
    free.remove(pooled);
  }

  /** Gives a place back, and puts the instance where it is found first. */
  void giveBack(Pooled pooled) {
    pooled.inUse--;
    free.remove(pooled);
    if (pooled.hasRoom()) {
      free.addFirst(pooled);
    }
  }

  boolean hasRoom() {
    return !free.isEmpty();
  }

  List<Pooled> live() {
    return List.copyOf(live);
  }

  int size() {
    return live.size();
  }

  int pinned() {
    return (int) live.stream().filter(Pooled::pinned).count();
  }
}
