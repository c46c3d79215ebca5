package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Path;

/** From the start of the process to ready, with and without an ahead-of-time cache (JEP 514). */
final class StartPart implements Part {

  private static final int RUNS = 10;
  private static final double GOAL = 1000;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    Path used = surroundings.fresh("used");
    try (Product product = Product.start(surroundings, used)) {
      product.control().deploy("hello", Functions.constant());
    }
    runs(surroundings, table, used, "host start to ready");
    runs(surroundings, table, used, "  without its AOT cache", "-XX:AOTMode=off");
  }

  private static void runs(
      Surroundings surroundings, Table table, Path used, String figure, String... options)
      throws IOException, InterruptedException {
    Samples fresh = new Samples();
    Samples again = new Samples();
    table.progress("start: " + figure.strip());
    for (int i = 0; i < RUNS; i++) {
      fresh.add(millis(surroundings, surroundings.fresh("start"), options));
      again.add(millis(surroundings, used, options));
    }
    table.atMost(figure + ", new data directory", GOAL, "ms", fresh.median());
    table.atMost(figure + ", used data directory", GOAL, "ms", again.median());
  }

  private static double millis(Surroundings surroundings, Path data, String... options)
      throws IOException, InterruptedException {
    try (Product product = Product.start(surroundings, data, options)) {
      return product.readyMillis();
    }
  }
}
