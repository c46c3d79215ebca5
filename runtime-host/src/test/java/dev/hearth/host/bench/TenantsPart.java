package dev.hearth.host.bench;

import dev.hearth.host.bench.load.Clients;
import dev.hearth.host.bench.load.Count;
import dev.hearth.host.bench.load.Ending;
import dev.hearth.host.bench.load.OpenLoop;
import dev.hearth.host.bench.load.Phase;
import dev.hearth.host.bench.load.Report;
import dev.hearth.host.bench.load.Stream;
import dev.hearth.host.fixture.FunctionJar;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Eight functions that share a host, each called half as often as its share allows; then the first
 * of them takes ten times its share, or spins. The seven others must not notice.
 */
final class TenantsPart implements Part {

  private static final int TENANTS = 8;
  private static final double WORK_MILLIS = 5;
  private static final double GREED = 10;
  private static final double GOAL_RATIO = 1.5;
  private static final double GOAL_SUCCESS = 99.9;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    LoadTimes times = LoadTimes.ofProcess();
    try (Product product = Product.start(surroundings, surroundings.fresh("tenants"), "-Xmx1g")) {
      product.control().deployMany("tenant", TENANTS, WorkFunction.jar());
      product.control().deploy("spinner", spinner());
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < TENANTS; i++) {
        paths.add(WorkFunction.path(product, "tenant-" + i, WORK_MILLIS));
      }
      Load load = new Load(product, paths);
      load.run(_ -> new Phase.Closed(1, times.warmUp()));
      Report full = load.run(_ -> new Phase.Closed(1, times.steady()));
      double share =
          full.together(0, 0).of(Ending.GOOD) / (times.steady().toMillis() / 1e3) / TENANTS;
      new Cases(load, share, times.peak().plus(times.steady()), table).measure();
    }
  }

  /** Takes a processor until it is ended. */
  private static byte[] spinner() {
    return FunctionJar.of(
            "com.acme.Spinner",
            """
            package com.acme;
            import dev.hearth.function.*;
            public class Spinner implements HttpFunction {
              static long n;
              public HttpResponse handle(HttpRequest request, Context context) {
                if (n == 0) while (true) n++;
                return HttpResponse.text("" + n);
              }
            }
            """)
        .entry("META-INF/hearth.yaml", "auth: public\ntimeout: {run: 1s}\n")
        .bytes();
  }

  /** How the tenants are called; those at the paths from the second on are innocent. */
  private record Load(Product product, List<String> paths) {

    Report run(IntFunction<Phase> phases) throws IOException {
      return OpenLoop.run(
          IntStream.range(0, paths.size()).mapToObj(i -> stream(i, phases.apply(i))).toList(),
          Clients.modest());
    }

    private Stream stream(int tenant, Phase phase) {
      return Stream.get(
          "tenant-" + tenant, product.gateway(), paths.get(tenant), "", List.of(phase));
    }

    Load withFirst(String path) {
      List<String> changed = new ArrayList<>(paths);
      changed.set(0, path);
      return new Load(product, changed);
    }

    Load last() {
      return new Load(product, paths.subList(TENANTS - 1, TENANTS));
    }
  }

  /** The cases, with the calls a second that are the share of one tenant. */
  private record Cases(Load load, double share, Duration length, Table table) {

    void measure() throws IOException {
      Phase half = new Phase.Random(share / 2, length);
      Report single = load.last().run(_ -> half);
      Report peaceful = load.run(_ -> half);
      Count alone = peaceful.together(1, 0);
      table.row(
          "tenants: share of each of %d, closed loop".formatted(TENANTS),
          Table.number(share) + " /s");
      table.row("  one alone at half its share, p50, p99", text(single.tally(0).phase(0)));
      table.row("  all at half their share, p50, p99 (“alone”)", text(alone));
      double p99 = alone.accepted(99);
      Phase greedy = new Phase.Random(GREED * share, length);
      enter("one at 10 × its share", p99, load.run(i -> i == 0 ? greedy : half));
      Load spinning = load.withFirst("/fn/spinner");
      for (int callers : List.of(1, 4)) {
        Phase spin = new Phase.Closed(callers, length);
        enter(
            "one spinning, " + callers + " at a time",
            p99,
            spinning.run(i -> i == 0 ? spin : half));
      }
    }

    private static String text(Count count) {
      return Table.number(count.accepted(50)) + ", " + Table.number(count.accepted(99)) + " ms";
    }

    private void enter(String name, double alone, Report report) {
      Count others = report.together(1, 0);
      table.progress(
          "tenants: %s: it %s; others %s; generator %s"
              .formatted(name, report.tally(0).phase(0), others, report.generator()));
      table.atLeast(
          "tenants, " + name + ": success of the others",
          GOAL_SUCCESS,
          "%",
          100 * others.success());
      double p99 = others.success() == 0 ? Double.POSITIVE_INFINITY : others.accepted(99);
      table.atMost("  their p99", GOAL_RATIO * alone, "ms", p99);
      table.row("  its attempts; generator", report.tally(0).phase(0) + "; " + report.generator());
    }
  }
}
