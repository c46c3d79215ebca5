package dev.hearth.host.bench.replay;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * All functions of a trace in virtual time under one policy, with or without a bound on the
 * instances of all. Used by one thread.
 */
final class Simulation {

  private final List<SimulatedFunction> functions;
  private final Tally tally = new Tally();
  private final Bound bound;

  /**
   * How many instances there may be, and who leaves first when there are more.
   *
   * @param instances at most
   * @param firstToLeave the least of this order
   */
  record Bound(int instances, Comparator<Leaving> firstToLeave) {
    static final Bound NONE = new Bound(Integer.MAX_VALUE, Comparator.comparingLong(Leaving::now));
  }

  /** One that may have to leave now. */
  record Leaving(SimulatedFunction.Idle idle, long now) {

    /** How much longer it will be idle, as far as its function tells. */
    double remainingNanos(long standardNanos) {
      return idle.function().histogram().remainingNanos(now - idle.since(), standardNanos);
    }
  }

  Simulation(Trace trace, ReplayPolicy policy, Bound bound) {
    this.bound = bound;
    this.functions =
        trace.functions().stream()
            .map(f -> new SimulatedFunction(policy, f.mebibytes() * (1 << 20), tally))
            .toList();
  }

  /** Plays all calls. */
  Tally run(Trace trace, Arrivals arrivals, long seed) {
    List<SplittableRandom> random =
        functions.stream().map(f -> new SplittableRandom(seed + functions.indexOf(f))).toList();
    for (int i = 0; i < arrivals.size(); i++) {
      int f = arrivals.function(i);
      double millis = trace.functions().get(f).drawMillis(random.get(f));
      boolean cold = functions.get(f).call(arrivals.nanos(i), (long) (millis * 1e6));
      tally.calls++;
      tally.cold += cold ? 1 : 0;
      if (cold && bound.instances() < Integer.MAX_VALUE) {
        makeRoom(arrivals.nanos(i));
      }
    }
    long end = trace.minutes() * 60_000_000_000L;
    functions.forEach(function -> function.settle(end));
    functions.forEach(function -> function.idle(end).forEach(idle -> function.evict(idle, end)));
    return tally;
  }

  private void makeRoom(long now) {
    functions.forEach(function -> function.settle(now));
    int live = functions.stream().mapToInt(function -> function.live(now)).sum();
    for (; live > bound.instances(); live--) {
      Optional<Leaving> first =
          functions.stream()
              .flatMap(function -> function.idle(now).stream())
              .map(idle -> new Leaving(idle, now))
              .min(bound.firstToLeave());
      if (first.isEmpty()) {
        return;
      }
      first.get().idle().function().evict(first.get().idle(), now);
    }
  }
}
