package dev.hearth.host.pool;

import dev.hearth.host.registry.RevisionId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The pool's books: which instances live, which of them are idle. Guarded by the pool's lock. */
final class Shelves {

  private final Map<RevisionId, Shelf> shelves = new HashMap<>();
  private int live;
  private int idle;
  private long bytes;

  /** The live instances of a version; empty if it has none. */
  Optional<Shelf> of(RevisionId revision) {
    return Optional.ofNullable(shelves.get(revision));
  }

  /** The shelf that a live instance stands on. */
  Shelf holding(Pooled pooled) {
    return of(pooled.revision()).orElseThrow();
  }

  /** How many instances of a version stay even when idle. */
  int pinned(RevisionId revision) {
    return of(revision).map(Shelf::pinned).orElse(0);
  }

  /** A new instance, which serves its first call. */
  void admit(Pooled pooled) {
    Shelf shelf = shelves.computeIfAbsent(pooled.revision(), _ -> new Shelf());
    shelf.add(pooled);
    shelf.occupy(pooled);
    live++;
    bytes += pooled.bytes();
  }

  /** A place in a live instance of the version, if one is free. */
  Optional<Pooled> take(RevisionId revision) {
    Optional<Pooled> taken = of(revision).flatMap(Shelf::take);
    if (taken.isPresent() && taken.get().inUse == 1) {
      idle--;
    }
    return taken;
  }

  /** Gives one place back; true if the instance serves no call any more. */
  boolean vacate(Pooled pooled) {
    holding(pooled).giveBack(pooled);
    if (pooled.inUse > 0) {
      return false;
    }
    idle++;
    return true;
  }

  /** Removes an idle instance. */
  void remove(Pooled pooled) {
    Shelf shelf = holding(pooled);
    shelf.remove(pooled);
    if (shelf.size() == 0) {
      shelves.remove(pooled.revision());
    }
    pooled.gone = true;
    live--;
    idle--;
    bytes -= pooled.bytes();
  }

  /** Every live instance. */
  Stream<Pooled> all() {
    return shelves.values().stream().flatMap(Shelf::stream);
  }

  /** The one of those that may leave that comes first in an order; empty if there is none. */
  Optional<Pooled> firstSpare(ToDoubleFunction<Pooled> order) {
    return all().filter(Pooled::isSpare).min(Comparator.comparingDouble(order));
  }

  /** The versions that have live instances. */
  Collection<RevisionId> revisions() {
    return List.copyOf(shelves.keySet());
  }

  /** How many instances are alive. */
  int live() {
    return live;
  }

  /** How many instances serve no call. */
  int idle() {
    return idle;
  }

  /** What the live instances take together, in bytes. */
  long bytes() {
    return bytes;
  }
}
