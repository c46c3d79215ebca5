package dev.hearth.host.bench;

import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.store.SqliteStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * How fast work is taken in durably, with an fsync before each acknowledgement: by the store alone,
 * and by the host over HTTP; and how soon a store with much work in it takes in more.
 */
final class AcceptPart implements Part {

  private static final boolean QUICK = System.getenv("BENCH_QUICK") != null;
  private static final int OUTSTANDING = 256;
  private static final int OUTSTANDING_HTTP = 64;
  private static final int RATE = 1_000;
  private static final Duration SATURATED = Duration.ofSeconds(QUICK ? 2 : 15);
  private static final Duration PACED = Duration.ofSeconds(QUICK ? 2 : 20);
  private static final int PENDING = QUICK ? 5_000 : 100_000;
  private static final Tasks TASKS = new Tasks(Instant.EPOCH);
  private static final String PREFER = "Prefer: respond-async\r\n";
  private static final String LATER = PREFER + "X-Hearth-Delay: 1h\r\n";
  private static final byte[] BODY =
      "{\"order\": 7, \"total\": 12.5}".getBytes(StandardCharsets.UTF_8);

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    store(surroundings, table);
    restart(surroundings, table);
    http(surroundings, table);
  }

  private static Path freshStore(Surroundings surroundings) throws IOException {
    return Files.createDirectory(surroundings.fresh("accept")).resolve("hearth.db");
  }

  private static void store(Surroundings surroundings, Table table) throws Exception {
    try (SqliteStore store = SqliteStore.open(freshStore(surroundings))) {
      AcceptLoad load = new AcceptLoad(() -> accept(store));
      table.progress("accept: warms the store");
      load.saturate(OUTSTANDING, SATURATED.dividedBy(3));
      table.progress("accept: as much as the store takes");
      double rate = load.saturate(OUTSTANDING, SATURATED);
      table.atLeast("durable accepts, the store alone", 5_000, "/s", rate);
      table.progress("accept: " + RATE + " a second");
      Samples millis = load.pace(RATE, PACED);
      table.atMost("  p99 at 1,000/s", 20, "ms", millis.percentile(0.99));
      table.row("  all of it", millis.spread() + " ms");
    }
  }

  private static CompletableFuture<Boolean> accept(SqliteStore store) {
    return store
        .tasks()
        .accept(Arrival.of(TASKS.at(Instant.now()).call("one")))
        .thenApply(acceptance -> acceptance instanceof Acceptance.Accepted);
  }

  private static void restart(Surroundings surroundings, Table table) throws Exception {
    Path file = freshStore(surroundings);
    table.progress("accept: puts " + PENDING + " tasks into a store");
    try (SqliteStore store = SqliteStore.open(file)) {
      new AcceptLoad(() -> accept(store)).count(OUTSTANDING, PENDING);
    }
    long begun = System.nanoTime();
    try (SqliteStore store = SqliteStore.open(file)) {
      long unfinished = store.tasks().due().getFirst().unfinished();
      NewTask task = TASKS.at(Instant.now()).call("one");
      store.tasks().accept(Arrival.of(task)).join();
      double accepted = (System.nanoTime() - begun) / 1e6;
      store.tasks().lease(task.target().function(), 1, Instant.now(), Duration.ofMinutes(1));
      double leased = (System.nanoTime() - begun) / 1e6;
      if (unfinished < PENDING) {
        throw new IOException(unfinished + " of " + PENDING + " tasks are there");
      }
      String pending = String.format("%,d", PENDING);
      table.atMost("store with " + pending + " tasks: open to accepted", 5_000, "ms", accepted);
      table.row("  open to the first lease", Table.number(leased) + " ms");
    }
  }

  private static void http(Surroundings surroundings, Table table) throws Exception {
    byte[] jar = Files.readAllBytes(surroundings.sample("hello-http"));
    try (Product product =
            Product.start(
                surroundings,
                surroundings.fresh("accept-http"),
                "-Xmx512m",
                "--tasks.max-backlog=1000000");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      product.control().deploy("one", jar);
      if (!post(product, Optional.empty(), PREFER)) {
        table.row("durable accepts, over HTTP", "not measured: the host does not answer 202");
        return;
      }
      http(table, "taken in only", new HttpAccepts(product, callers, LATER));
      http(table, "and run meanwhile", new HttpAccepts(product, callers, PREFER));
    }
  }

  private static void http(Table table, String what, HttpAccepts accepts) throws Exception {
    AcceptLoad load = new AcceptLoad(accepts::send);
    table.progress("accept: as much as the host takes over HTTP, " + what);
    load.saturate(OUTSTANDING_HTTP, SATURATED.dividedBy(3));
    double rate = load.saturate(OUTSTANDING_HTTP, SATURATED);
    table.row("durable accepts, over HTTP, " + what, Table.number(rate) + " /s");
    Samples millis = load.pace(RATE, PACED);
    table.atMost("  p99 at 1,000/s", 20, "ms", millis.percentile(0.99));
    table.row("  all of it", millis.spread() + " ms, " + load.refused() + " refused");
  }

  /** Whether the host has taken in one call. */
  static boolean post(Product product, Optional<Connection> kept, String headers)
      throws IOException {
    Connection connection = kept.isPresent() ? kept.get() : product.connect();
    return connection.exchange("POST", "/fn/one", headers, BODY).status() == 202;
  }
}
