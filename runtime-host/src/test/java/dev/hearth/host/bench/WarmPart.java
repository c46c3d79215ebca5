package dev.hearth.host.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Calls to a warm function beside the same answers from a bare Vert.x server with workers. */
final class WarmPart implements Part {

  private static final double GOAL = 0.8;
  private static final int CONNECTIONS = 32;
  private static final int SECONDS = 10;
  private static final int ROUNDS = 3;
  private static final String[] HEAP = {"-Xms512m", "-Xmx512m"};

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    if (!Wrk.isThere()) {
      table.row("warm calls", "not measured: install wrk (Debian: apt-get install wrk)");
      return;
    }
    int peerPort = Surroundings.freePort();
    try (Product product = Product.start(surroundings, surroundings.fresh("warm"), HEAP);
        Child peer = Peer.start(surroundings, peerPort, HEAP)) {
      product.control().deploy("hello", Functions.constant());
      String ours = "http://127.0.0.1:" + product.gateway() + "/fn/hello";
      String theirs = "http://127.0.0.1:" + peerPort + "/";
      table.progress("warm: host and peer (process " + peer.pid() + ") warm up");
      int host = Wrk.warmUp(ours, CONNECTIONS, Optional.empty());
      int peers = Wrk.warmUp(theirs, CONNECTIONS, Optional.empty());
      table.progress("warm: that took " + host + " s and " + peers + " s");
      List<Wrk.Result> ownResults = new ArrayList<>();
      List<Wrk.Result> bare = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        ownResults.add(load("host", ours, table));
        bare.add(load("peer", theirs, table));
      }
      enter(table, ownResults, bare);
    }
  }

  private static Wrk.Result load(String name, String url, Table table)
      throws IOException, InterruptedException {
    Wrk.Result result = Wrk.run(url, CONNECTIONS, SECONDS);
    table.progress("warm: " + name + " " + text(result.rate(), result.p50(), result.p99()));
    if (result.failed() > 0) {
      throw new IOException(
          result.failed()
              + " of "
              + result.requests()
              + " answers of the "
              + name
              + " were errors");
    }
    return result;
  }

  private static void enter(Table table, List<Wrk.Result> host, List<Wrk.Result> bare) {
    table.atLeastPeer(
        "warm call, " + CONNECTIONS + " connections",
        GOAL,
        text(host),
        median(host) / median(bare));
    table.row("  peer: bare Vert.x, 20 workers", text(bare));
  }

  private static double median(List<Wrk.Result> results) {
    Samples rates = new Samples();
    results.forEach(result -> rates.add(result.rate()));
    return rates.median();
  }

  private static String text(List<Wrk.Result> results) {
    Samples p50 = new Samples();
    Samples p99 = new Samples();
    results.forEach(result -> p50.add(result.p50()));
    results.forEach(result -> p99.add(result.p99()));
    return text(median(results), p50.median(), p99.median());
  }

  private static String text(double rate, double p50, double p99) {
    return String.format(Locale.ROOT, "%.0f /s, p50 %.2f ms, p99 %.2f ms", rate, p50, p99);
  }
}
