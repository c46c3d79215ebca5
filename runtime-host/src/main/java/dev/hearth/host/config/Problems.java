package dev.hearth.host.config;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that it can be said at once. Used by one thread. */
public final class Problems {

  /** Beyond this many, problems are counted but not kept. */
  private static final int KEPT = 50;

  private final List<Problem> found = new ArrayList<>();
  private int dropped;

  /** Notes one problem; see {@link Problem} for the two parts. */
  public void add(String where, String what) {
    if (found.size() < KEPT) {
      found.add(new Problem(where, what));
    } else {
      dropped++;
    }
  }

  /** Whether nothing is wrong so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** What is wrong, in the order found; the last entry tells how many more there are, if any. */
  public List<Problem> list() {
    if (dropped == 0) {
      return List.copyOf(found);
    }
    List<Problem> all = new ArrayList<>(found);
    all.add(new Problem("", dropped + " more problems of this kind"));
    return List.copyOf(all);
  }
}
