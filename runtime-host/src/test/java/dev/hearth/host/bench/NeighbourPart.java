package dev.hearth.host.bench;

import dev.hearth.host.fixture.FunctionJar;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An innocent function beside bombs: it is called at fixed moments, whether the calls before have
 * been answered or not taking part in the time, and must be answered as if it were alone.
 */
final class NeighbourPart implements Part {

  private static final int CALLS = 1_500;
  private static final long PERIOD_NANOS = 4_000_000;
  private static final double GOAL = 1.5;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    try (Product product = Product.start(surroundings, surroundings.fresh("neighbour"), "-Xmx1g")) {
      product.control().deploy("innocent", innocent());
      call(product);
      double alone = call(product).percentile(0.99);
      table.row(
          "innocent function at 50 % of one processor, alone, p99", Table.number(alone) + " ms");
      for (Map.Entry<String, String> bomb : bombs().entrySet()) {
        table.progress("neighbour: " + bomb.getKey());
        product.control().deploy(bomb.getKey(), KillCases.function(bomb.getValue(), "64MiB"));
        Samples beside = beside(product, bomb.getKey());
        table.atMost(
            "  beside " + bomb.getKey() + ", p99", GOAL * alone, "ms", beside.percentile(0.99));
        product.control().delete(bomb.getKey());
      }
    }
  }

  private static Map<String, String> bombs() {
    Map<String, String> bombs = new LinkedHashMap<>();
    bombs.put("a-spinning-loop", "while (true) n++;");
    bombs.put("a-catch-all", "for (;;) try { n++; } catch (Throwable t) { n--; }");
    bombs.put("a-regex", KillCases.inPlatformCode().getOrDefault("regex", ""));
    bombs.put(
        "a-heap-filler", "List<Object> l = new ArrayList<>(); while (true) l.add(new byte[1000]);");
    bombs.put(
        "an-out-of-memory-catcher",
        "List<Object> l = new ArrayList<>(); for (;;) try { l.add(new long[100_000]); } catch (Throwable t) { n++; }");
    bombs.put("a-big-array", "n += new byte[1 << 30].length;");
    bombs.put("a-thread-starter", "for (;;) new Thread(() -> { while (true) n++; }).start();");
    bombs.put("a-deep-recursion", "for (;;) try { deep(0); } catch (Throwable t) { n++; }");
    return bombs;
  }

  /** Works for two milliseconds. */
  private static byte[] innocent() {
    return FunctionJar.of(
            "com.acme.Innocent",
            """
            package com.acme;
            import dev.hearth.function.*;
            public class Innocent implements HttpFunction {
              public HttpResponse handle(HttpRequest request, Context context) {
                long until = System.nanoTime() + 2_000_000;
                long sum = 0;
                while (System.nanoTime() < until) sum += 31 * sum + 7;
                return HttpResponse.text("" + sum);
              }
            }
            """)
        .entry("META-INF/hearth.yaml", "auth: public\n")
        .bytes();
  }

  private static Samples beside(Product product, String bomb) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Thread bomber =
        Thread.ofPlatform()
            .start(() -> {
              try (Connection connection = product.connect()) {
                while (!stop.get()) {
                  connection.get("/fn/" + bomb);
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    try {
      return call(product);
    } finally {
      stop.set(true);
      bomber.join();
    }
  }

  /** Milliseconds from the moment a call should have been sent to its answer. */
  private static Samples call(Product product) throws Exception {
    Samples samples = new Samples();
    try (Connection connection = product.connect()) {
      long next = System.nanoTime() + PERIOD_NANOS;
      for (int i = 0; i < CALLS; i++) {
        while (System.nanoTime() < next) {
          Thread.sleep(0, 100_000);
        }
        connection.get("/fn/innocent").expectSuccess();
        samples.add((System.nanoTime() - next) / 1e6);
        next += PERIOD_NANOS;
      }
    }
    return samples;
  }
}
