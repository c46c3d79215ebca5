package dev.hearth.host.bench.load;

import java.util.Comparator;

/** One try at one call. Used by the generator's thread. */
final class Attempt {

  /** Those that should leave first come first. */
  static final Comparator<Attempt> IN_TIME = Comparator.comparingLong(attempt -> attempt.at);

  private final Outlet outlet;
  private final long at;
  private final int phase;
  private final int number;
  private boolean ended;

  /**
   * An attempt.
   *
   * @param at when it should leave, by {@code System.nanoTime}
   * @param phase to which it belongs
   * @param number counted from 1
   */
  Attempt(Outlet outlet, long at, int phase, int number) {
    this.outlet = outlet;
    this.at = at;
    this.phase = phase;
    this.number = number;
  }

  Outlet outlet() {
    return outlet;
  }

  long at() {
    return at;
  }

  int phase() {
    return phase;
  }

  int number() {
    return number;
  }

  boolean hasEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }
}
