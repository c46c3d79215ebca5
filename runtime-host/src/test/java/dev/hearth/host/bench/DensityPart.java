package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Files;

/** What deployed functions and warm instances take. */
final class DensityPart implements Part {

  private static final int DEPLOYED = 2_000;
  private static final int WARM = 1_000;
  private static final int OF_ONE = 500;
  private static final double KIB = 1024;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    try (Product product = Product.start(surroundings, surroundings.fresh("density"), "-Xmx1g")) {
      byte[] jar = Files.readAllBytes(surroundings.sample("hello-http"));
      Control control = product.control();
      control.deployMany("first", 200, jar);
      call(product, "first", 200);
      ProcessMemory empty = ProcessMemory.of(product.pid());
      table.progress("density: deploys " + DEPLOYED + " functions");
      double millis = control.deployMany("idle", DEPLOYED, jar);
      table.row("deployment, 2,000 functions", Table.number(millis) + " ms each, 4 at a time");
      ProcessMemory deployed = ProcessMemory.of(product.pid());
      enter(table, "deployed function", 4, new Growth(empty, deployed, DEPLOYED));
      table.progress("density: starts " + WARM + " instances");
      call(product, "idle", WARM);
      ProcessMemory warm = ProcessMemory.of(product.pid());
      enter(table, "warm instance of its own function", 150, new Growth(deployed, warm, WARM));
      control.warm("first-0", OF_ONE);
      ProcessMemory more = ProcessMemory.of(product.pid());
      enter(table, "one of many instances of a function", 150, new Growth(warm, more, OF_ONE));
      table.row("all of that resident", Table.number(more.resident() / KIB / KIB) + " MiB");
    }
  }

  private static void call(Product product, String name, int count) throws IOException {
    try (Connection connection = product.connect()) {
      for (int i = 0; i < count; i++) {
        connection.get("/fn/" + name + "-" + i).expectSuccess();
      }
    }
  }

  private static void enter(Table table, String figure, double goalKib, Growth growth) {
    ProcessMemory before = growth.before;
    ProcessMemory after = growth.after;
    table.atMost(figure + ", heap", goalKib, "KiB", growth.each(before.heap(), after.heap()));
    table.row(
        "  metaspace, resident, threads",
        "%s KiB, %s KiB, %s"
            .formatted(
                Table.number(growth.each(before.metaspace(), after.metaspace())),
                Table.number(growth.each(before.resident(), after.resident())),
                Table.number(growth.each(before.threads(), after.threads()) * KIB)));
  }

  private record Growth(ProcessMemory before, ProcessMemory after, int count) {

    /** KiB for each of those that came. */
    double each(long from, long to) {
      return (to - from) / KIB / count;
    }
  }
}
