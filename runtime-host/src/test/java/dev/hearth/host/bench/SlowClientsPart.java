package dev.hearth.host.bench;

import dev.hearth.host.bench.load.Clients;
import dev.hearth.host.bench.load.Count;
import dev.hearth.host.bench.load.OpenLoop;
import dev.hearth.host.bench.load.Phase;
import dev.hearth.host.bench.load.Report;
import dev.hearth.host.bench.load.SlowSockets.Manner;
import dev.hearth.host.bench.load.Stream;
import dev.hearth.host.fixture.FunctionJar;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A function under ordinary load beside a thousand clients that send their head, send their body or
 * read their answer slowly; each run between two without them.
 */
final class SlowClientsPart implements Part {

  private static final double RATE = 1_000;
  private static final double GOAL = 1.2;
  private static final int SETTLE_MILLIS = 1_500;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    LoadTimes times = LoadTimes.ofProcess();
    boolean tool = SlowLoad.hasTool();
    String by = tool ? "slowhttptest" : "own sockets, for slowhttptest is not installed";
    try (Product product = Product.start(surroundings, surroundings.fresh("slow"), "-Xmx1g")) {
      product.control().deploy("hello", Functions.constant());
      product.control().deploy("large", large());
      LoadTimes.closed(product, "/fn/large", 1, Duration.ofSeconds(1));
      load(product, times.warmUp());
      table.row(
          "slow clients: hello at %.0f /s, beside %d from".formatted(RATE, SlowLoad.COUNT), by);
      for (Manner manner : Manner.values()) {
        if (surroundings.cases().matcher(name(manner)).find()) {
          beside(manner, () -> start(tool, surroundings, product, manner), product, table);
        }
      }
    }
  }

  private static void beside(Manner manner, Callable<SlowLoad> slow, Product product, Table table)
      throws Exception {
    Duration length = LoadTimes.ofProcess().steady();
    Count before = load(product, length).tally(0).phase(0);
    Report beside;
    long first;
    long last;
    try (SlowLoad _ = slow.call()) {
      settle(product.gateway());
      first = SlowLoad.connections(product.gateway());
      beside = load(product, length);
      last = SlowLoad.connections(product.gateway());
    }
    Thread.sleep(SETTLE_MILLIS);
    Count after = load(product, length).tally(0).phase(0);
    table.row(
        "  %s: connections at the begin and end; calls; generator".formatted(name(manner)),
        first + ", " + last + "; " + beside.tally(0).phase(0) + "; " + beside.generator());
    enter(table, manner, beside.tally(0).phase(0), before, after);
  }

  /** Waits until all have connected, but not for ever, and a little longer. */
  private static void settle(int port) throws Exception {
    for (int i = 0; i < 50 && SlowLoad.connections(port) < SlowLoad.COUNT; i++) {
      Thread.sleep(100);
    }
    Thread.sleep(SETTLE_MILLIS);
  }

  private static SlowLoad start(
      boolean tool, Surroundings surroundings, Product product, Manner manner) throws Exception {
    return tool ? SlowLoad.tool(surroundings, product, manner) : SlowLoad.sockets(product, manner);
  }

  private static Report load(Product product, Duration length) throws Exception {
    return OpenLoop.run(
        List.of(
            Stream.get(
                "hello",
                product.gateway(),
                "/fn/hello",
                "",
                List.of(new Phase.Random(RATE, length)))),
        Clients.modest());
  }

  private static void enter(Table table, Manner manner, Count beside, Count before, Count after) {
    Count without = new Count();
    without.add(before);
    without.add(after);
    table.progress(
        "slow-clients: %s: p99 %.2f ms, without them %.2f before and %.2f after"
            .formatted(name(manner), beside.accepted(99), before.accepted(99), after.accepted(99)));
    table.atLeast("  success", 100, "%", 100 * beside.success());
    table.atMost(
        "  p99, without them " + Table.number(without.accepted(99)) + " ms",
        GOAL * without.accepted(99),
        "ms",
        beside.success() == 0 ? Double.POSITIVE_INFINITY : beside.accepted(99));
  }

  private static String name(Manner manner) {
    return switch (manner) {
      case HEAD -> "slow heads (-H)";
      case BODY -> "slow bodies (-B)";
      case READ -> "slow readers (-X)";
    };
  }

  /** More than the buffers of a connection hold. */
  private static byte[] large() {
    return FunctionJar.of(
            "com.acme.Large",
            """
            package com.acme;
            import dev.hearth.function.*;
            public class Large implements HttpFunction {
              public HttpResponse handle(HttpRequest request, Context context) {
                return HttpResponse.text("x".repeat(256 * 1024));
              }
            }
            """)
        .entry("META-INF/hearth.yaml", "auth: public\n")
        .bytes();
  }
}
