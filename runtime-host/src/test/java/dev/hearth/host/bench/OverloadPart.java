package dev.hearth.host.bench;

import dev.hearth.host.bench.load.Clients;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * More load than the host can carry, from clients that do not wait for it: what is answered, how
 * soon, and how soon all is well again.
 */
final class OverloadPart implements Part {

  private static final List<Integer> FACTORS = List.of(2, 5, 10);

  /** The variants, with what they are. */
  private static final Map<String, String> VARIANTS =
      Map.of("cpu", "20 ms of a processor", "wait", "20 ms of sleep, 8 at a time");

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    LoadTimes times = LoadTimes.ofProcess();
    Map<String, String> variants = surroundings.chosen(VARIANTS);
    if (variants.containsKey("cpu")) {
      try (Product product = start(surroundings)) {
        measure(product, OverloadTarget.cpu(product, times, table), times, table);
      }
    }
    if (variants.containsKey("wait")) {
      try (Product product = start(surroundings)) {
        measure(product, OverloadTarget.sleep(product, times, table), times, table);
      }
    }
  }

  private static Product start(Surroundings surroundings) throws Exception {
    return Product.start(surroundings, surroundings.fresh("overload"), "-Xmx1g");
  }

  private static void measure(Product product, OverloadTarget target, LoadTimes times, Table table)
      throws IOException {
    for (Clients clients : List.of(Clients.modest(), Clients.stubborn())) {
      for (int factor : FACTORS) {
        new OverloadRun(target, factor, clients, times).measure(product, table);
      }
    }
  }
}
