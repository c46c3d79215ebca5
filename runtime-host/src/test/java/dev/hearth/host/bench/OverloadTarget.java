package dev.hearth.host.bench;

import dev.hearth.host.bench.load.Count;
import dev.hearth.host.bench.load.Ending;
import dev.hearth.host.bench.load.Report;
import dev.hearth.host.fixture.FunctionJar;
import java.io.IOException;

/**
 * A function that is to be overloaded, and what it can do.
 *
 * @param name what it is called in the table
 * @param path its address
 * @param serviceMillis how long an ordinary call takes while nothing else runs, p50
 * @param capacity good answers a second in a closed loop
 */
record OverloadTarget(String name, String path, double serviceMillis, double capacity) {

  private static final double WORK_MILLIS = 20;
  private static final int WORKERS = 8;
  private static final int SLEEPERS = 8;

  /** One that needs a processor: the host as a whole is what is full. */
  static OverloadTarget cpu(Product product, LoadTimes times, Table table) throws IOException {
    product.control().deploy("cpu", WorkFunction.jar());
    String path = WorkFunction.path(product, "cpu", WORK_MILLIS);
    return measure("cpu", product, path, WORKERS, times, table);
  }

  /** One that waits for something, of which it allows few at a time: its own limit is full. */
  static OverloadTarget sleep(Product product, LoadTimes times, Table table) throws IOException {
    product.control().deploy("wait", sleeper());
    return measure("wait", product, "/fn/wait", SLEEPERS, times, table);
  }

  private static byte[] sleeper() {
    return FunctionJar.of(
            "com.acme.Sleeper",
            """
            package com.acme;
            import dev.hearth.function.*;
            public class Sleeper implements HttpFunction {
              public HttpResponse handle(HttpRequest request, Context context) throws Exception {
                Thread.sleep(20);
                return HttpResponse.text("slept");
              }
            }
            """)
        .entry("META-INF/hearth.yaml", "auth: public\nconcurrency: {max: %d}\n".formatted(SLEEPERS))
        .bytes();
  }

  private static OverloadTarget measure(
      String name, Product product, String path, int callers, LoadTimes times, Table table)
      throws IOException {
    LoadTimes.closed(product, path, callers, times.warmUp());
    Count alone = LoadTimes.closed(product, path, 1, times.steady()).tally(0).phase(0);
    Report full = LoadTimes.closed(product, path, callers, times.peak());
    double capacity = full.tally(0).phase(0).of(Ending.GOOD) / (times.peak().toMillis() / 1e3);
    OverloadTarget target = new OverloadTarget(name, path, alone.accepted(50), capacity);
    table.row(
        "overload, %s: capacity, %d callers in a closed loop".formatted(name, callers),
        "%s /s, service time %s ms"
            .formatted(Table.number(capacity), Table.number(target.serviceMillis)));
    table.progress("overload: " + target + ", generator " + full.generator());
    return target;
  }
}
