package dev.hearth.host.durability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has become of everything.
 *
 * @param rows by function, then by what became of it
 * @param breaches promises that were broken
 */
record Findings(Map<Worker, Map<String, Integer>> rows, List<String> breaches) {

  private static final Set<String> ENDS = Set.of("succeeded", "dead-lettered", "expired");
  private static final String FORMAT = "%-10s %12s %10s %13s %8s %6s %8s %10s%n";

  /**
   * Compares what was acknowledged with what is there.
   *
   * @param states of all tasks that the host remembers
   */
  static Findings of(Ledger ledger, Map<String, String> states, Path directory) throws IOException {
    Findings found = new Findings(new EnumMap<>(Worker.class), new ArrayList<>(ledger.broken()));
    Map<String, Worker> acknowledged = ledger.acknowledged();
    acknowledged.forEach(
        (id, worker) -> found.acknowledged(id, worker, states.getOrDefault(id, "lost")));
    for (Worker worker : Worker.values()) {
      found.rows.putIfAbsent(worker, new TreeMap<>());
      Map<String, Integer> runs = worker.runs(directory);
      runs.forEach((id, count) -> found.ran(id, worker, count));
      acknowledged.forEach((id, of) -> {
        if (of == worker && "succeeded".equals(states.get(id)) && !runs.containsKey(id)) {
          found.breaches.add("the task " + id + " has succeeded without having run");
        }
      });
    }
    states.forEach((id, state) -> {
      if (!ENDS.contains(state)) {
        found.breaches.add("the task " + id + " is " + state);
      }
    });
    return new Findings(found.rows, List.copyOf(found.breaches));
  }

  private void acknowledged(String id, Worker worker, String state) {
    Map<String, Integer> row = row(worker);
    row.merge("acknowledged", 1, Integer::sum);
    row.merge(state, 1, Integer::sum);
    if (!mayEnd(worker, state)) {
      breaches.add("the task " + id + " of " + worker.function() + " is " + state);
    }
  }

  private void ran(String id, Worker worker, int count) {
    Map<String, Integer> row = row(worker);
    row.merge("runs", count, Integer::sum);
    if (count > 1) {
      row.merge("twice", 1, Integer::sum);
      if (worker == Worker.UNSAFE) {
        breaches.add("the task " + id + " of unsafe ran " + count + " times");
      }
    }
  }

  private Map<String, Integer> row(Worker worker) {
    return rows.computeIfAbsent(worker, _ -> new TreeMap<>());
  }

  private static boolean mayEnd(Worker worker, String state) {
    return worker == Worker.FAILING
        ? state.equals("dead-lettered") || state.equals("expired")
        : ENDS.contains(state);
  }

  /** The rows as a table. */
  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        FORMAT.formatted(
            "function",
            "acknowledged",
            "succeeded",
            "dead-lettered",
            "expired",
            "lost",
            "runs",
            "run again"));
    rows.forEach((worker, row) ->
        text.append(
            FORMAT.formatted(
                worker.function(),
                count(row, "acknowledged"),
                count(row, "succeeded"),
                count(row, "dead-lettered"),
                count(row, "expired"),
                count(row, "lost"),
                count(row, "runs"),
                count(row, "twice"))));
    return text.toString();
  }

  private static int count(Map<String, Integer> row, String what) {
    return row.getOrDefault(what, 0);
  }
}
