package dev.hearth.host.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** A host that comes back with many functions. */
final class RestartPart implements Part {

  private static final int DEPLOYED = 2_000;
  private static final int RUNS = 5;

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    Path data = surroundings.fresh("restart");
    table.progress("restart: deploys " + DEPLOYED + " functions");
    Product first = Product.start(surroundings, data, "-Xmx512m");
    try (first) {
      byte[] jar = Files.readAllBytes(surroundings.sample("hello-http"));
      first.control().deployMany("kept", DEPLOYED, jar);
    }
    Samples ready = new Samples();
    Samples firstCall = new Samples();
    Samples stop = new Samples();
    for (int i = 0; i < RUNS; i++) {
      Product again = Product.start(surroundings, data, "-Xmx512m");
      try (Connection connection = again.connect()) {
        ready.add(again.readyMillis());
        Connection.Answer answer = connection.get("/fn/kept-" + (DEPLOYED - 1)).expectSuccess();
        firstCall.add(answer.nanos() / 1e6);
      } finally {
        long begun = System.nanoTime();
        again.close();
        stop.add((System.nanoTime() - begun) / 1e6);
      }
    }
    table.atMost("restart to ready, 2,000 functions", 2000, "ms", ready.median());
    table.row("  the first call after that", Table.number(firstCall.median()) + " ms");
    table.row("  SIGTERM to the end", Table.number(stop.median()) + " ms");
  }
}
