package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** First calls of functions: each must load the function before it can answer. */
final class ColdPart implements Part {

  private static final int WARM_UP = 100;
  private static final int SMALL = 500;
  private static final int LARGE = 20;
  private static final int LARGE_WARM_UP = 5;
  private static final String ORDER =
      """
      {"lines":[{"sku":"TEA-100","quantity":10},{"sku":"MUG-01","quantity":1}]}\
      """;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    try (Product product = Product.start(surroundings, surroundings.fresh("cold"), "-Xmx1g")) {
      byte[] small = Files.readAllBytes(surroundings.sample("hello-http"));
      byte[] large = Files.readAllBytes(surroundings.sample("order-pricer"));
      table.progress("cold: deploys " + (WARM_UP + SMALL) + " functions");
      double millis = product.control().deployMany("small", WARM_UP + SMALL, small);
      product.control().deployMany("large", LARGE_WARM_UP + LARGE, large);
      table.row("deployment of the small JAR", Table.number(millis) + " ms each, 4 at a time");
      small(product, table);
      large(product, table);
    }
  }

  private static void small(Product product, Table table) throws IOException {
    callAll(product, "small", 0, WARM_UP, new byte[0]);
    Found found = callAll(product, "small", WARM_UP, WARM_UP + SMALL, new byte[0]);
    table.atMost("cold start, 4 KB JAR, p50", 5, "ms", found.whole.median());
    table.atMost("cold start, 4 KB JAR, p99", 25, "ms", found.whole.percentile(0.99));
    found.enter(table);
  }

  private static void large(Product product, Table table) throws IOException {
    byte[] order = ORDER.getBytes(StandardCharsets.UTF_8);
    callAll(product, "large", 0, LARGE_WARM_UP, order);
    Found found = callAll(product, "large", LARGE_WARM_UP, LARGE_WARM_UP + LARGE, order);
    table.row("cold start, 2 MB JAR with Jackson", "");
    found.enter(table);
  }

  private static Found callAll(Product product, String name, int from, int to, byte[] body)
      throws IOException {
    Found found = new Found(new Samples(), new Samples(), new Samples(), new Samples());
    String fields = product.control().authorization() + "Content-Type: application/json\r\n";
    try (Connection connection = product.connect()) {
      for (int i = from; i < to; i++) {
        Connection.Answer answer =
            connection
                .exchange(body.length == 0 ? "GET" : "POST", "/fn/" + name + "-" + i, fields, body)
                .expectSuccess();
        if (!answer.head().contains("x-cold-start: true")) {
          throw new IOException(name + "-" + i + " was warm already");
        }
        found.add(answer);
      }
    }
    return found;
  }

  /**
   * Times in milliseconds: that which the client saw, and what the host says they were spent on.
   */
  private record Found(Samples whole, Samples queue, Samples init, Samples run) {

    void add(Connection.Answer answer) {
      whole.add(answer.nanos() / 1e6);
      queue.add(answer.serverTiming("queue"));
      init.add(answer.serverTiming("init"));
      run.add(answer.serverTiming("run"));
    }

    void enter(Table table) {
      table.row("  whole call, ms", whole.spread());
      table.row("  of which queue", queue.spread());
      table.row("  of which init", init.spread());
      table.row("  of which run", run.spread());
    }
  }
}
