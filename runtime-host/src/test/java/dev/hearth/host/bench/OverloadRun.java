package dev.hearth.host.bench;

import dev.hearth.host.bench.load.Clients;
import dev.hearth.host.bench.load.Count;
import dev.hearth.host.bench.load.Ending;
import dev.hearth.host.bench.load.OpenLoop;
import dev.hearth.host.bench.load.Phase;
import dev.hearth.host.bench.load.Report;
import dev.hearth.host.bench.load.Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One function under too much load, open loop: half its capacity, then {@code factor} times its
 * capacity, then half of it again.
 *
 * @param factor of the capacity, in calls (not in the attempts that stubborn clients make of them)
 */
record OverloadRun(OverloadTarget target, int factor, Clients clients, LoadTimes times) {

  private static final int STEADY = 0;
  private static final int PEAK = 1;
  private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

  /** From this factor on the control API is asked meanwhile. */
  private static final int CONTROL_FROM = 10;

  private static final Duration CONTROL_PERIOD = Duration.ofMillis(100);

  /** Puts the load on {@code product} and enters what came of it. */
  void measure(Product product, Table table) throws IOException {
    List<Stream> streams = new ArrayList<>();
    double half = target.capacity() / 2;
    streams.add(
        Stream.get(
            target.name(),
            product.gateway(),
            target.path(),
            "",
            List.of(
                new Phase.Random(half, times.steady()),
                new Phase.Random(factor * target.capacity(), times.peak()),
                new Phase.Random(half, times.after()))));
    if (factor >= CONTROL_FROM) {
      streams.add(control(product, "/healthz"));
      streams.add(control(product, "/v1/functions"));
    }
    Report report = OpenLoop.run(streams, clients);
    enter(report, table);
  }

  private Stream control(Product product, String path) throws IOException {
    Control control = product.control();
    return Stream.get(
        path,
        control.port(),
        path,
        control.authorization(),
        List.of(
            new Phase.Even(CONTROL_PERIOD, times.steady()),
            new Phase.Even(CONTROL_PERIOD, times.peak())));
  }

  private void enter(Report report, Table table) {
    Count peak = report.tally(0).phase(PEAK);
    String figure =
        "overload, %s, %d ×%s"
            .formatted(target.name(), factor, clients.attempts() > 1 ? ", clients retry" : "");
    table.progress(figure + ": " + peak + "; generator " + report.generator());
    double goodput = peak.of(Ending.GOOD) / (times.peak().toMillis() / 1e3) / target.capacity();
    table.atLeast(figure + ": goodput of capacity", 90, "%", 100 * goodput);
    table.atMost("  accepted p99 − service time", 150, "ms", p99(peak) - target.serviceMillis());
    if (peak.of(Ending.REJECTED) > 0) {
      table.atMost("  rejects p99", 50, "ms", peak.rejected(99));
    }
    table.atMost("  back to normal after", 2, "s", recovery(report));
    if (report.tallies().size() > 1) {
      table.atMost("  /healthz meanwhile, p99", 100, "ms", control(report, 1));
      table.atMost("  /v1/functions meanwhile, p99", 100, "ms", control(report, 2));
    }
    table.row("  attempts; generator", peak + "; " + report.generator());
  }

  /** Where nothing was accepted, it took for ever. */
  private static double p99(Count count) {
    return count.success() == 0 ? Double.POSITIVE_INFINITY : count.accepted(99);
  }

  /** An answer that is not a success counts as one that took for ever. */
  private static double control(Report report, int stream) {
    Count count = report.tally(stream).phase(PEAK);
    return count.success() < 1 ? Double.POSITIVE_INFINITY : count.accepted(99);
  }

  /** In seconds. Normal is what it was before, half of that more and 20 ms: samples are small. */
  private double recovery(Report report) {
    double limit = 1.5 * report.tally(0).phase(STEADY).accepted(99) + 20;
    long fall = times.steady().plus(times.peak()).toNanos();
    OptionalLong time = report.tally(0).trace().recovery(fall, WINDOW_NANOS, (long) (limit * 1e6));
    return time.isPresent() ? time.getAsLong() / 1e9 : Double.POSITIVE_INFINITY;
  }
}
