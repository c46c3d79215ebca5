package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Functions come, are called and go: nothing of them may stay. The host runs without its AOT cache,
 * for the classes in it do not count as metaspace, and has done as many cycles before, for the JVM
 * keeps in metaspace what it learns about the host's own methods while they are new to it.
 */
final class ChurnPart implements Part {

  private static final int WARM_UP = 1_000;
  private static final int CYCLES = 1_000;
  private static final int SETTLE_SECONDS = 120;
  private static final double GOAL = 1.02;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    Path data = surroundings.fresh("churn");
    try (Product product = Product.start(surroundings, data, "-Xmx512m", "-XX:AOTMode=off")) {
      byte[] jar = Files.readAllBytes(surroundings.sample("hello-http"));
      cycles(product, "early", WARM_UP, jar);
      table.progress("churn: waits for the leak detector");
      settle(product);
      ProcessMemory before = ProcessMemory.of(product.pid());
      double collectedBefore = product.control().metric("hearth_instances_collected");
      table.progress("churn: " + CYCLES + " times deploy, call, delete");
      double millis = cycles(product, "late", CYCLES, jar);
      settle(product);
      ProcessMemory after = ProcessMemory.of(product.pid());
      double collected = product.control().metric("hearth_instances_collected") - collectedBefore;
      table.row("deploy, call, delete", Table.number(millis) + " ms a cycle");
      leftovers(product, table, collected);
      growth(table, "threads", before.threads(), after.threads());
      growth(table, "metaspace", before.metaspace(), after.metaspace());
      table.row("  metaspace", bytes(before.metaspace(), after.metaspace()));
      table.row("  live heap (with the history)", bytes(before.heap(), after.heap()));
    }
  }

  private static double cycles(Product product, String name, int count, byte[] jar)
      throws IOException {
    long begun = System.nanoTime();
    try (Connection connection = product.connect()) {
      Control control = product.control();
      for (int i = 0; i < count; i++) {
        control.deploy(name + "-" + i, jar);
        connection.get("/fn/" + name + "-" + i).expectSuccess();
        control.delete(name + "-" + i);
      }
    }
    return (System.nanoTime() - begun) / 1e6 / count;
  }

  /** Waits until the leak detector has seen every closed instance collected, or long enough. */
  static void settle(Product product) throws IOException, InterruptedException {
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
  }

  private static String bytes(long before, long after) {
    return String.format(Locale.ROOT, "%.2f → %.2f MB", before / 1e6, after / 1e6);
  }
}
