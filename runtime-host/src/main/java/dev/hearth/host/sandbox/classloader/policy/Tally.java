package dev.hearth.host.sandbox.classloader.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Counts places and keeps the first of them. Used by one thread. */
final class Tally {

  private static final int KEPT = 20;

  private final List<Site> first = new ArrayList<>(1);
  private int count;

  void add(Site site) {
    count++;
    if (first.size() < KEPT) {
      first.add(site);
    }
  }

  /** This and another one as a new one. */
  Tally and(Tally other) {
    Tally both = new Tally();
    Stream.concat(first.stream(), other.first.stream()).limit(KEPT).forEach(both.first::add);
    both.count = count + other.count;
    return both;
  }

  int count() {
    return count;
  }

  List<Site> first() {
    return List.copyOf(first);
  }
}
