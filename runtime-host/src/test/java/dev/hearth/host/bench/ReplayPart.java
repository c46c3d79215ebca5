package dev.hearth.host.bench;

import dev.hearth.host.bench.replay.Arrivals;
import dev.hearth.host.bench.replay.Report;
import dev.hearth.host.bench.replay.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The Azure Functions trace of 2019: first all of it in virtual time against the pool's policies,
 * then an hour of it, compressed, against the host. Compressed are arrivals, run times and the
 * keep-alive; a run time is cut to a second (40 s of the trace) and a function's calls to one in a
 * second of the trace, for the hottest few would measure the machine and not the keep-alive. The
 * shortest keep-alive and the pace of housekeeping are not compressed.
 */
final class ReplayPart implements Part {

  private static final String VARIABLE = "BENCH_TRACE";
  private static final long SEED = 1;
  private static final int FROM_MINUTE = 120;
  private static final int MINUTES = 60;
  private static final int COMPRESSION = 40;
  private static final int MOST_PER_MINUTE = 60;
  private static final double LONGEST_MILLIS = 1_000;
  private static final int BOUND = 300;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    String directory = System.getenv().getOrDefault(VARIABLE, "");
    if (directory.isEmpty()) {
      table.row(
          "replay of the Azure trace",
          "not measured: set " + VARIABLE + " to a directory with " + Trace.SOURCE);
      return;
    }
    Trace trace = Trace.read(Path.of(directory));
    if (surroundings.cases().matcher("simulated").find()) {
      simulate(trace, table);
    }
    Trace hour = trace.minutes(FROM_MINUTE, FROM_MINUTE + MINUTES).cut(MOST_PER_MINUTE);
    Map<String, String[]> settings = settings();
    settings.keySet().removeIf(name -> !surroundings.cases().matcher(name).find());
    if (!settings.isEmpty()) {
      table.progress("replay: warms up the callers");
      practise(surroundings, hour.minutes(0, MINUTES / 6));
    }
    for (Map.Entry<String, String[]> setting : settings.entrySet()) {
      table.progress("replay: an hour on the host, " + setting.getKey());
      replay(surroundings, table, hour, setting);
    }
  }

  private static void simulate(Trace trace, Table table) {
    for (Arrivals.Spread spread : Arrivals.Spread.values()) {
      table.progress("replay: simulates the trace, " + spread);
      table.row("simulated, " + trace.minutes() + " minutes, calls " + spread, "");
      Report.policies(trace, spread).forEach((name, text) -> table.row("  " + name, text));
    }
    table.progress("replay: simulates a bound of " + BOUND + " instances");
    table.row("simulated, three hours, first to leave with " + BOUND + " instances at most", "");
    Report.bounded(trace.minutes(FROM_MINUTE, FROM_MINUTE + 3 * MINUTES), BOUND)
        .forEach((name, text) -> table.row("  " + name, text));
  }

  private static Map<String, String[]> settings() {
    Map<String, String[]> settings = new LinkedHashMap<>();
    for (int minutes : List.of(1, 5, 10, 20)) {
      settings.put("fixed " + minutes + "m", flags("fixed", minutes));
    }
    settings.put("adaptive 10m", flags("adaptive", 10));
    settings.put("adaptive 20m", flags("adaptive", 20));
    return settings;
  }

  private static String[] flags(String policy, int minutes) {
    return new String[] {
      "-Xmx1g",
      "--request.idle-timeout=10m", // a connection that waits for its next call is not to be closed
      "--pool.keep-alive-policy=" + policy,
      "--pool.keep-alive=" + minutes * 60_000 / COMPRESSION + "ms"
    };
  }

  /** On a host of its own: callers whose code is not compiled yet take half of the machine. */
  private static void practise(Surroundings surroundings, Trace some) throws Exception {
    try (Product product =
            Product.start(surroundings, surroundings.fresh("practice"), flags("fixed", 10));
        OpenLoop calls = new OpenLoop(product)) {
      product.control().deployMany("replay", some.functions().size(), ReplayFunctions.sleeper());
      send(calls, some);
      calls.finish();
    }
  }

  private static void replay(
      Surroundings surroundings, Table table, Trace hour, Map.Entry<String, String[]> setting)
      throws Exception {
    try (Product product =
            Product.start(surroundings, surroundings.fresh("replay"), setting.getValue());
        OpenLoop calls = new OpenLoop(product);
        IdleWatch watch = new IdleWatch(product.control())) {
      product.control().deployMany("replay", hour.functions().size(), ReplayFunctions.sleeper());
      watch.begin();
      send(calls, hour);
      watch.end();
      enter(table, setting.getKey(), calls.finish(), watch);
    }
  }

  private static void send(OpenLoop calls, Trace hour) {
    Arrivals arrivals = Arrivals.draw(hour, Arrivals.Spread.RANDOM, SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    long begin = System.nanoTime() + 1_000_000_000;
    for (int i = 0; i < arrivals.size(); i++) {
      int function = arrivals.function(i);
      double millis = hour.functions().get(function).drawMillis(random) / COMPRESSION;
      calls.sendAt(
          begin + arrivals.nanos(i) / COMPRESSION,
          "/fn/replay-" + function + "?" + (long) Math.min(LONGEST_MILLIS, millis));
    }
  }

  private static void enter(Table table, String setting, OpenLoop.Tally tally, IdleWatch watch)
      throws IOException {
    double answered = tally.millis.count();
    table.row(
        "an hour in 90 s on the host, " + setting + ", failures (goal: 0)",
        tally.failed == 0 ? "0" : tally.failed + ", the first: " + tally.firstFailure);
    table.row(
        "  cold starts",
        String.format(
            Locale.ROOT,
            "%.2f %% (%d of %.0f), %.0f idle instances on average",
            100 * tally.coldMillis.count() / answered,
            tally.coldMillis.count(),
            answered,
            watch.average()));
    table.row("  latency, ms", tally.millis.spread());
    table.row("  of cold calls", tally.coldMillis.spread());
  }
}
