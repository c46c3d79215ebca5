package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the rewriting of function code costs: kernels as they are and rewritten, in the same kind of
 * loader, in fresh JVMs that take turns; CPU time of the thread per call after a warm-up, the lower
 * quartile of the slices and of the JVMs, for what else runs on the machine only adds to it. Used
 * by one thread.
 */
final class MeteringPart implements Part {

  private static final double GOAL_EACH = 15;
  private static final double GOAL_MEAN = 5;

  private final Map<String, MeteringPair> warm = new LinkedHashMap<>();
  private final Map<String, MeteringPair> cold = new LinkedHashMap<>();
  private final Map<String, MeteringPair> interpreted = new LinkedHashMap<>();

  private record Jars(Path plain, Path rewritten) {}

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    MeteringEffort effort = MeteringEffort.ofProcess();
    table.progress("metering: rewriting the kernels and their libraries");
    Path directory = Files.createDirectory(surroundings.fresh("metering"));
    Jars jars = new Jars(directory.resolve("plain.jar"), directory.resolve("rewritten.jar"));
    MeteringArtifact artifact = MeteringArtifact.plain();
    artifact.write(jars.plain);
    artifact.rewritten().write(jars.rewritten);
    for (String kernel : MeteringArtifact.kernels()) {
      compiled(jars, kernel, effort, table);
      interpreted(jars, kernel, effort, table);
    }
    report(table);
  }

  private void compiled(Jars jars, String kernel, MeteringEffort effort, Table table)
      throws IOException, InterruptedException {
    MeteringPair calls = warm.computeIfAbsent(kernel, _ -> new MeteringPair());
    MeteringPair first = cold.computeIfAbsent(kernel, _ -> new MeteringPair());
    for (int i = 0; i < effort.forks(); i++) {
      MeteringFork one = MeteringFork.compiled(jars.plain, kernel, effort);
      MeteringFork other = MeteringFork.compiled(jars.rewritten, kernel, effort);
      one.mustAgreeWith(other);
      calls.add(one.warm(), other.warm());
      first.add(one.cold(), other.cold());
    }
    table.progress("metering: " + kernel + " compiled " + calls.detail());
    table.progress("metering: " + kernel + " cold " + first.detail());
  }

  private void interpreted(Jars jars, String kernel, MeteringEffort effort, Table table)
      throws IOException, InterruptedException {
    MeteringPair calls = interpreted.computeIfAbsent(kernel, _ -> new MeteringPair());
    for (int i = 0; i < effort.interpretedForks(); i++) {
      MeteringFork one = MeteringFork.interpreted(jars.plain, kernel, effort);
      MeteringFork other = MeteringFork.interpreted(jars.rewritten, kernel, effort);
      one.mustAgreeWith(other);
      calls.add(one.warm(), other.warm());
    }
    table.progress("metering: " + kernel + " interpreted " + calls.detail());
  }

  private void report(Table table) {
    warm.forEach((kernel, pair) ->
        table.atMost(
            "metering, %s (%s)".formatted(kernel, pair.base()),
            GOAL_EACH,
            "% more CPU",
            pair.percent()));
    table.atMost("metering, geometric mean", GOAL_MEAN, "% more CPU", mean(warm));
    table.atMost(
        "metering, the largest",
        GOAL_EACH,
        "% more CPU",
        warm.values().stream().mapToDouble(MeteringPair::percent).max().orElseThrow());
    spread(table, "metering, first call in a JVM", cold);
    spread(table, "metering, interpreter alone", interpreted);
  }

  private static void spread(Table table, String figure, Map<String, MeteringPair> pairs) {
    String most =
        pairs.entrySet().stream()
            .max(Map.Entry.comparingByValue((a, b) -> Double.compare(a.factor(), b.factor())))
            .map(entry -> entry.getKey() + " " + Table.number(entry.getValue().percent()) + " %")
            .orElseThrow();
    table.row(figure + ", geometric mean", Table.number(mean(pairs)) + " % more CPU");
    table.row(figure + ", the largest", most);
  }

  private static double mean(Map<String, MeteringPair> pairs) {
    double logarithms = pairs.values().stream().mapToDouble(p -> Math.log(p.factor())).sum();
    return 100 * (Math.exp(logarithms / pairs.size()) - 1);
  }
}
