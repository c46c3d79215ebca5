package dev.hearth.host.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Handlers of AWS Lambda and of Google Cloud Functions beside one of Hearth's own: what the first
 * call takes, what a warm instance keeps, and whether redeploying a function leaves anything.
 */
final class ForeignPart implements Part {

  private static final int WARM_UP = 50;
  private static final int CALLED = 200;
  private static final int REDEPLOYS = 500;
  private static final int REDEPLOYS_BEFORE = 100;
  private static final double KIB = 1024;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    for (String sample : List.of("hello-http", "lambda-hello", "cloud-hello")) {
      if (surroundings.cases().matcher(sample).find()) {
        byte[] jar = Files.readAllBytes(surroundings.sample(sample));
        firstCalls(surroundings, table, sample, jar);
        redeploys(surroundings, table, sample, jar);
      }
    }
  }

  private static void firstCalls(Surroundings surroundings, Table table, String sample, byte[] jar)
      throws Exception {
    table.progress("foreign: " + sample + ", first calls");
    try (Product product = Product.start(surroundings, surroundings.fresh("foreign"), "-Xmx1g")) {
      product.control().deployMany("f", WARM_UP + CALLED, jar);
      call(product, 0, WARM_UP);
      ProcessMemory before = ProcessMemory.of(product.pid());
      Samples cold = call(product, WARM_UP, WARM_UP + CALLED);
      ProcessMemory after = ProcessMemory.of(product.pid());
      table.row(sample + ", cold start, ms", cold.spread());
      table.row(
          "  warm instance, heap and metaspace",
          "%s KiB, %s KiB"
              .formatted(
                  Table.number((after.heap() - before.heap()) / KIB / CALLED),
                  Table.number((after.metaspace() - before.metaspace()) / KIB / CALLED)));
    }
  }

  private static Samples call(Product product, int from, int to) throws IOException {
    Samples millis = new Samples();
    try (Connection connection = product.connect()) {
      for (int i = from; i < to; i++) {
        Connection.Answer answer =
            connection
                .exchange("GET", "/fn/f-" + i, product.control().authorization(), new byte[0])
                .expectSuccess();
        if (!answer.head().contains("x-cold-start: true")) {
          throw new IOException("f-" + i + " was warm already");
        }
        millis.add(answer.nanos() / 1e6);
      }
    }
    return millis;
  }

  /** As {@link ChurnPart}, without the AOT cache and after some that do not count. */
  private static void redeploys(Surroundings surroundings, Table table, String sample, byte[] jar)
      throws Exception {
    table.progress("foreign: " + sample + ", " + REDEPLOYS + " redeploys");
    try (Product product =
        Product.start(surroundings, surroundings.fresh("foreign"), "-Xmx512m", "-XX:AOTMode=off")) {
      redeploy(product, jar, 0, REDEPLOYS_BEFORE);
      ChurnPart.settle(product);
      ProcessMemory before = ProcessMemory.of(product.pid());
      double collectedBefore = product.control().metric("hearth_instances_collected");
      redeploy(product, jar, REDEPLOYS_BEFORE, REDEPLOYS_BEFORE + REDEPLOYS);
      ChurnPart.settle(product);
      ProcessMemory after = ProcessMemory.of(product.pid());
      double collected = product.control().metric("hearth_instances_collected") - collectedBefore;
      table.row(
          "  " + REDEPLOYS + " redeploys, instances (trial and call)",
          String.format(
              Locale.ROOT,
              "%.0f collected, %.0f leaked",
              collected,
              product.control().metric("hearth_instances_leaked")));
      double growth = (double) after.metaspace() / before.metaspace();
      table.atMost("  metaspace after : before", 1.02, "×", growth);
      table.row(
          "  live heap (with versions and history)",
          String.format(Locale.ROOT, "%.2f → %.2f MB", before.heap() / 1e6, after.heap() / 1e6));
    }
  }

  private static void redeploy(Product product, byte[] jar, int from, int to) throws IOException {
    String key = product.control().authorization();
    try (Connection connection = product.connect()) {
      for (int i = from; i < to; i++) {
        product.control().deploy("again", variant(jar, i));
        connection.exchange("GET", "/fn/again", key, new byte[0]).expectSuccess();
      }
    }
  }

  /** The same with one file more, so that it is another version. */
  private static byte[] variant(byte[] jar, int number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(jar.length + 200);
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(out);
      }
      out.putNextEntry(new ZipEntry("variant.txt"));
      out.write(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
