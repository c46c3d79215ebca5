package dev.hearth.host.bench;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runaway calls: how long after its budget was spent a call is answered, and how long its threads
 * take to be gone. The host tells both: the run time of the call, and a line in the call's log.
 */
final class KillPart implements Part {

  private static final int KILLS = 40;
  private static final int WARM_UP = 3;
  private static final double BUDGET_MILLIS = 60;
  private static final Pattern GONE = Pattern.compile("ended ([0-9.]+) ms after");
  private static final int PATIENCE_MILLIS = 5_000;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    try (Product product = Product.start(surroundings, surroundings.fresh("kill"), "-Xmx1g")) {
      Found function = new Found();
      measure(product, table, KillCases.inFunctionCode(), function);
      Found platform = new Found();
      measure(product, table, KillCases.inPlatformCode(), platform);
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
    try (Connection connection = product.connect()) {
      Connection.Answer answer = connection.get("/fn/" + name);
      if (answer.status() != 504) {
        throw new IOException(name + " was not ended: " + answer.head() + answer.body());
      }
      Matcher id = Pattern.compile("x-invocation-id: ([0-9a-f-]+)").matcher(answer.head());
      if (!id.find()) {
        throw new IOException("no id in " + answer.head());
      }
      found.answered.add(answer.serverTiming("run") - BUDGET_MILLIS);
      found.gone.add(gone(product.control(), id.group(1)));
    }
  }

  private static double gone(Control control, String id) throws Exception {
    for (int waited = 0; waited < PATIENCE_MILLIS; waited += 20) {
      Matcher line = GONE.matcher(control.get("/v1/invocations/" + id + "/logs"));
      if (line.find()) {
        return Double.parseDouble(line.group(1));
      }
      Thread.sleep(20);
    }
    return PATIENCE_MILLIS;
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
