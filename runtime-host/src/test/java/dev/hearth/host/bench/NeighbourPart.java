package dev.hearth.host.bench;

import dev.hearth.host.fixture.FunctionJar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * An innocent function beside bombs: it is called at fixed moments, whether the calls before have
 * been answered or not, and must be answered nearly as if it were alone.
 */
final class NeighbourPart implements Part {

  private static final int CALLS = 2_000;
  private static final int WARM_UPS = 3;
  private static final int CONNECTIONS = 4;
  private static final long PERIOD_NANOS = 4_000_000;
  private static final double GOAL = 1.5;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    try (Product product = Product.start(surroundings, surroundings.fresh("neighbour"), "-Xmx1g")) {
      product.control().deploy("innocent", innocent());
      for (int i = 0; i < WARM_UPS; i++) {
        call(product);
      }
      double alone = call(product).percentile(0.99);
      table.row(
          "innocent function at 50 % of one processor, alone, p99", Table.number(alone) + " ms");
      for (Map.Entry<String, String> bomb : surroundings.chosen(bombs()).entrySet()) {
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
    bombs.put(
        "a-thread-crowd",
        "var gate = new java.util.concurrent.CountDownLatch(1);"
            + " for (int i = 0; i < 60; i++) new Thread(() -> {"
            + " try { gate.await(); } catch (InterruptedException e) { return; }"
            + " while (true) n++; }).start();"
            + " gate.countDown(); while (true) n++;");
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

  /** Milliseconds from the moments at which calls should have been sent to their answers. */
  private static Samples call(Product product) throws Exception {
    long begin = System.nanoTime() + PERIOD_NANOS;
    List<Future<Samples>> all = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (int i = 0; i < CONNECTIONS; i++) {
        long first = begin + i * PERIOD_NANOS;
        all.add(callers.submit(() -> call(product, first)));
      }
    }
    Samples samples = new Samples();
    for (Future<Samples> each : all) {
      samples.addAll(each.get());
    }
    return samples;
  }

  private static Samples call(Product product, long first) throws Exception {
    Samples samples = new Samples();
    try (Connection connection = product.connect()) {
      long next = first;
      for (int i = 0; i < CALLS / CONNECTIONS; i++) {
        LockSupport.parkNanos(next - System.nanoTime());
        connection.get("/fn/innocent").expectSuccess();
        samples.add((System.nanoTime() - next) / 1e6);
        next += CONNECTIONS * PERIOD_NANOS;
      }
    }
    return samples;
  }
}
