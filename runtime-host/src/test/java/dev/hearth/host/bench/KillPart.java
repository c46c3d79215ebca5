package dev.hearth.host.bench;

import java.io.IOException;
import java.util.Map;

/**
 * Runaway calls: how long after its budget was spent a call is answered, and how long its threads
 * take to be gone. The host tells both: the run time of the call, and the time that kills took.
 */
final class KillPart implements Part {

  /** So that starts are not slowed, as they are for a function that is killed so often. */
  private static final String FORGIVING = "--instances.forgiven-ends=1000000";

  private static final int KILLS = 40;
  private static final int WARM_UP = 3;
  private static final double BUDGET_MILLIS = 60;
  private static final String TIME = "hearth_kills_time";
  private static final int PATIENCE_MILLIS = 5_000;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    try (Product product =
        Product.start(surroundings, surroundings.fresh("kill"), "-Xmx1g", FORGIVING)) {
      Found function = new Found();
      measure(product, table, surroundings.chosen(KillCases.inFunctionCode()), function);
      Found platform = new Found();
      measure(product, table, surroundings.chosen(KillCases.inPlatformCode()), platform);
      function.enter(table, "function code", 20);
      platform.enter(table, "JDK code", 100);
      table.row("quarantined threads", "" + product.control().metric("hearth_threads_quarantined"));
    }
  }

  private static void measure(Product product, Table table, Map<String, String> cases, Found all)
      throws Exception {
    for (Map.Entry<String, String> one : cases.entrySet()) {
      table.progress("kill: " + one.getKey());
      product.control().deploy(one.getKey(), KillCases.function(one.getValue(), "1GiB"));
      Found found = new Found();
      for (int i = 0; i < WARM_UP + KILLS; i++) {
        kill(product, one.getKey(), i < WARM_UP ? new Found() : found);
      }
      found.enter(table, one.getKey());
      all.addAll(found);
      product.control().delete(one.getKey());
    }
  }

  private static void kill(Product product, String name, Found found) throws Exception {
    double before = ended(product.control());
    double timeBefore = product.control().metric(TIME);
    try (Connection connection = product.connect()) {
      Connection.Answer answer = connection.get("/fn/" + name);
      if (answer.status() != 504) {
        throw new IOException(name + " was not ended: " + answer.head() + answer.body());
      }
      found.answered.add(answer.serverTiming("run") - BUDGET_MILLIS);
    }
    double now = ended(product.control());
    for (int waited = 0; now < before + 1 && waited < PATIENCE_MILLIS; waited += 10) {
      Thread.sleep(10);
      now = ended(product.control());
    }
    found.gone.add((product.control().metric(TIME) - timeBefore) / 1e3);
  }

  private static double ended(Control control) throws IOException {
    return control.metric("hearth_kills_") - control.metric(TIME);
  }

  /** Milliseconds since the budget was spent. */
  private static final class Found {

    private final Samples answered = new Samples();
    private final Samples gone = new Samples();

    void addAll(Found other) {
      answered.addAll(other.answered);
      gone.addAll(other.gone);
    }

    void enter(Table table, String name) {
      table.row("  " + name + ": answered; gone, ms", answered.spread() + "; " + gone.spread());
    }

    void enter(Table table, String name, double goal) {
      table.atMost(
          "runaway in " + name + ", answered after its budget, p99",
          goal,
          "ms",
          answered.percentile(0.99));
      table.atMost("runaway in " + name + ", threads gone, p99", goal, "ms", gone.percentile(0.99));
    }
  }
}
