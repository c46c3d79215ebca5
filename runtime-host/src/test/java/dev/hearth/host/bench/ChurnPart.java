package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/** Functions come, are called and go: nothing of them may stay. */
final class ChurnPart implements Part {

  private static final int WARM_UP = 200;
  private static final int CYCLES = 1_000;
  private static final int SETTLE_SECONDS = 120;
  private static final double GOAL = 1.02;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    try (Product product = Product.start(surroundings, surroundings.fresh("churn"), "-Xmx512m")) {
      byte[] jar = Files.readAllBytes(surroundings.sample("hello-http"));
      cycles(product, jar, WARM_UP);
      table.progress("churn: waits for the leak detector");
      settle(product);
      ProcessMemory before = ProcessMemory.of(product.pid());
      double collectedBefore = product.control().metric("hearth_instances_collected");
      table.progress("churn: " + CYCLES + " times deploy, call, delete");
      double millis = cycles(product, jar, CYCLES);
      settle(product);
      ProcessMemory after = ProcessMemory.of(product.pid());
      double collected = product.control().metric("hearth_instances_collected") - collectedBefore;
      table.row("deploy, call, delete", Table.number(millis) + " ms a cycle");
      leftovers(product, table, collected);
      growth(table, "threads", before.threads(), after.threads());
      growth(table, "metaspace", before.metaspace(), after.metaspace());
      growth(table, "live heap", before.heap(), after.heap());
    }
  }

  private static double cycles(Product product, byte[] jar, int count) throws IOException {
    long begun = System.nanoTime();
    try (Connection connection = product.connect()) {
      Control control = product.control();
      for (int i = 0; i < count; i++) {
        control.deploy("fleeting", jar);
        connection.get("/fn/fleeting").expectSuccess();
        control.delete("fleeting");
      }
    }
    return (System.nanoTime() - begun) / 1e6 / count;
  }

  /** Waits until the leak detector has seen every closed instance collected, or long enough. */
  private static void settle(Product product) throws IOException, InterruptedException {
    for (int i = 0; i < SETTLE_SECONDS; i += 5) {
      ProcessMemory.of(product.pid());
      if (product.control().metric("hearth_instances_closing") == 0) {
        return;
      }
      Thread.sleep(5_000);
    }
  }

  private static void leftovers(Product product, Table table, double collected) throws IOException {
    Control control = product.control();
    table.row(
        "  instances (trial and call)",
        String.format(
            Locale.ROOT,
            "%.0f collected, %.0f not yet, %.0f leaked",
            collected,
            control.metric("hearth_instances_closing"),
            control.metric("hearth_instances_leaked")));
  }

  private static void growth(Table table, String what, long before, long after) {
    table.atMost("  " + what + " after : before", GOAL, "×", (double) after / before);
    table.row("  " + what, before + " → " + after);
  }
}
