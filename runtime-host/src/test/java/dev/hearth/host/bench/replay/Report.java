package dev.hearth.host.bench.replay;

import dev.hearth.host.pool.KeepAlivePolicy;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** What the policies cost and save on a whole trace, as rows of text. Used by one thread. */
public final class Report {

  private static final long SEED = 1;
  private static final Duration STANDARD = Duration.ofMinutes(10);
  private static final int HALVINGS = 7;
  private static final Duration LONGEST_EQUAL = Duration.ofMinutes(30);
  private static final List<Integer> FIXED_MINUTES = List.of(1, 5, 10, 20, 60);
  private static final List<Integer> ADAPTIVE_MINUTES = List.of(5, 10, 20);

  private final Trace trace;
  private final Arrivals arrivals;
  private final SequencedMap<String, String> rows = new LinkedHashMap<>();

  private Report(Trace trace, Arrivals.Spread spread) {
    this.trace = trace;
    this.arrivals = Arrivals.draw(trace, spread, SEED);
  }

  /** Plays the trace under each policy without a bound, the figures by policy. */
  public static Map<String, String> policies(Trace trace, Arrivals.Spread spread) {
    Report report = new Report(trace, spread);
    FIXED_MINUTES.forEach(minutes -> report.add("fixed " + minutes + "m", fixed(minutes)));
    report.add("hybrid histogram (Shahrad 2020) 10m", new HybridHistogram(STANDARD, false));
    report.add("  with starts ahead", new HybridHistogram(STANDARD, true));
    report.add("adaptive 10m without starts ahead", (idle, _) -> adaptive(10).window(idle, false));
    ADAPTIVE_MINUTES.forEach(report::addAdaptive);
    return report.rows;
  }

  /** Plays the trace with fewer instances than it wants, for each order in which they may leave. */
  public static Map<String, String> bounded(Trace trace, int instances) {
    Report report = new Report(trace, Arrivals.Spread.RANDOM);
    long standard = STANDARD.toNanos();
    Map<String, Comparator<Simulation.Leaving>> orders = new LinkedHashMap<>();
    orders.put("longest idle", Comparator.comparingLong(leaving -> leaving.idle().since()));
    orders.put("first to expire", Comparator.comparingLong(leaving -> leaving.idle().until()));
    orders.put(
        "expected last", Comparator.comparingDouble(leaving -> -leaving.remainingNanos(standard)));
    orders.put(
        "expected last, by its bytes",
        Comparator.comparingDouble(
            leaving -> -leaving.remainingNanos(standard) * leaving.idle().function().bytes()));
    orders.forEach((name, order) ->
        report.rows.put(
            name, report.text(report.play(fixed(10), new Simulation.Bound(instances, order)))));
    orders.forEach((name, order) ->
        report.rows.put(
            name + ", adaptive",
            report.text(
                report.play(adaptive(10)::window, new Simulation.Bound(instances, order)))));
    return report.rows;
  }

  private static ReplayPolicy fixed(int minutes) {
    return KeepAlivePolicy.Kind.FIXED.with(Duration.ofMinutes(minutes))::window;
  }

  private static KeepAlivePolicy adaptive(int minutes) {
    return KeepAlivePolicy.Kind.ADAPTIVE.with(Duration.ofMinutes(minutes));
  }

  private Tally play(ReplayPolicy policy, Simulation.Bound bound) {
    return new Simulation(trace, policy, bound).run(trace, arrivals, SEED);
  }

  private Tally add(String name, ReplayPolicy policy) {
    Tally tally = play(policy, Simulation.Bound.NONE);
    rows.put(name, text(tally));
    return tally;
  }

  private void addAdaptive(int minutes) {
    Tally tally = add("adaptive " + minutes + "m", adaptive(minutes)::window);
    Duration low = Duration.ZERO;
    Duration high = LONGEST_EQUAL;
    for (int i = 1; i < HALVINGS; i++) {
      Duration middle = low.plus(high).dividedBy(2);
      if (playFixed(middle).idleByteSeconds > tally.idleByteSeconds) {
        high = middle;
      } else {
        low = middle;
      }
    }
    Duration equal = low.plus(high).dividedBy(2);
    rows.put(
        "  at the memory of adaptive " + minutes + "m: fixed " + equal.toSeconds() + "s",
        text(playFixed(equal)));
  }

  private Tally playFixed(Duration keepAlive) {
    return play(KeepAlivePolicy.Kind.FIXED.with(keepAlive)::window, Simulation.Bound.NONE);
  }

  private String text(Tally tally) {
    double seconds = trace.minutes() * 60.0;
    return String.format(
        Locale.ROOT,
        "cold %.3f %% (%d), idle %.0f instances, %.1f GiB; %d started ahead",
        100.0 * tally.cold / tally.calls,
        tally.cold,
        tally.idleSeconds / seconds,
        tally.idleByteSeconds / seconds / (1 << 30),
        tally.preWarmed);
  }
}
