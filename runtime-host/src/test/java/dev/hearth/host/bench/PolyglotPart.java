package dev.hearth.host.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * JavaScript, Python and WebAssembly: first calls with an engine that is warm, what an idle
 * function takes and gives back, how long a runaway takes to be gone, and a warm function beside
 * others'.
 */
final class PolyglotPart implements Part {

  private static final int WARM_UP = 30;
  private static final int COLD = 100;
  private static final int IDLE = 1_000;
  private static final int KILLS = 100;
  private static final String TIME = "hearth_kills_time";

  private static final String JAVASCRIPT =
      "export default (event) => ({ hello: event.query.name ?? 'nobody' });";
  private static final String PYTHON =
      "def handler(event, context):\n    return {'hello': event['query'].get('name')}\n";

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    if (surroundings.cases().matcher("first").find()) {
      first(surroundings, table);
    }
    if (surroundings.cases().matcher("idle").find()) {
      try (Product product = Product.start(surroundings, surroundings.fresh("idle"), "-Xmx2g")) {
        idle(product, table);
      }
    }
    if (surroundings.cases().matcher("peers").find()) {
      PolyglotPeers.measure(surroundings, table, "-Xmx1g");
    }
  }

  private static void first(Surroundings surroundings, Table table) throws Exception {
    try (Product product =
        Product.start(
            surroundings,
            surroundings.fresh("polyglot"),
            "-Xmx2g",
            "--instances.forgiven-ends=100000")) {
      byte[] wasm =
          Files.readAllBytes(
              surroundings
                  .repository()
                  .resolve("runtime-host/src/test/resources/polyglot/commands.wasm"));
      cold(
          product,
          table,
          new Language("JavaScript", "js", 10, 0),
          zip(Map.of("index.mjs", JAVASCRIPT)));
      cold(product, table, new Language("WebAssembly", "wasm", 10, 0), zipped("main.wasm", wasm));
      cold(product, table, new Language("Python", "py", 30, 700), zip(Map.of("main.py", PYTHON)));
      kill(product, table);
    }
  }

  /** How a language is measured; {@code pause} lets contexts be made in advance. */
  private record Language(String title, String name, double goal, int pause) {}

  private static void cold(Product product, Table table, Language language, byte[] program)
      throws Exception {
    table.progress("polyglot: deploys " + (WARM_UP + COLD) + " functions in " + language.title());
    product.control().deployMany(language.name(), WARM_UP + COLD, program);
    Samples found = new Samples();
    String key = product.control().authorization();
    try (Connection connection = product.connect()) {
      for (int i = 0; i < WARM_UP + COLD; i++) {
        Thread.sleep(language.pause());
        String path = "/fn/" + language.name() + "-" + i + "?name=a";
        double millis =
            connection.exchange("POST", path, key, "x".getBytes(UTF_8)).expectSuccess().nanos()
                / 1e6;
        if (i >= WARM_UP) {
          found.add(millis);
        }
      }
    }
    table.atMost(
        "cold start, " + language.title() + ", p50", language.goal(), "ms", found.median());
    table.row("  p99", Table.number(found.percentile(0.99)) + " ms");
  }

  private static void idle(Product product, Table table) throws Exception {
    product.control().deployMany("idle", IDLE + 1, zip(Map.of("index.mjs", JAVASCRIPT)));
    String key = product.control().authorization();
    try (Connection connection = product.connect()) {
      connection.exchange("GET", "/fn/idle-" + IDLE, key, new byte[0]).expectSuccess();
      ProcessMemory before = ProcessMemory.of(product.pid());
      for (int i = 0; i < IDLE; i++) {
        connection.exchange("GET", "/fn/idle-" + i, key, new byte[0]).expectSuccess();
      }
      ProcessMemory warm = ProcessMemory.of(product.pid());
      double each = (warm.heap() - before.heap()) / 1024.0 / IDLE;
      table.atMost("idle JavaScript function of " + IDLE + " warm ones, heap", 200, "KiB", each);
      table.row(
          "  resident each; host as a whole",
          Table.number((warm.resident() - before.resident()) / 1024.0 / IDLE)
              + " KiB; "
              + Table.number(warm.resident() / 1048576.0)
              + " MiB");
      for (int i = 0; i < IDLE; i++) {
        product.control().delete("idle-" + i);
      }
      Thread.sleep(5_000);
      ProcessMemory after = ProcessMemory.of(product.pid());
      double left = (after.heap() - before.heap()) / 1024.0 / IDLE;
      table.atMost("  what stays of each when they are gone", 10, "KiB", left);
    }
  }

  private static void kill(Product product, Table table) throws Exception {
    String endless =
        "export default () => { for (;;) { try { for (;;) {} } catch (e) {} finally { continue; } } };";
    byte[] program =
        zip(Map.of("index.mjs", endless, "hearth.yaml", "auth: public\ntimeout: {run: 60ms}"));
    product.control().deploy("endless", program);
    Samples gone = new Samples();
    try (Connection connection = product.connect()) {
      for (int i = 0; i < KILLS + 3; i++) {
        double before = product.control().metric(TIME);
        double count = ended(product.control());
        connection.get("/fn/endless");
        while (ended(product.control()) < count + 1) {
          Thread.sleep(5);
        }
        if (i >= 3) {
          gone.add((product.control().metric(TIME) - before) / 1e3);
        }
      }
    }
    table.atMost("runaway JavaScript, gone, p99", 100, "ms", gone.percentile(0.99));
    table.row("  p50", Table.number(gone.median()) + " ms");
  }

  private static double ended(Control control) throws IOException {
    return control.metric("hearth_kills_") - control.metric(TIME);
  }

  static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] zipped(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
