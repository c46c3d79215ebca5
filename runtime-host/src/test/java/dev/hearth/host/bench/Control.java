package dev.hearth.host.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Uses the control API of a host. Immutable; any thread may use it. */
final class Control {

  private static final int UPLOADERS = 4;

  private final int port;
  private final String key;

  Control(int port, String key) {
    this.port = port;
    this.key = key;
  }

  /** The port of the admin listener. */
  int port() {
    return port;
  }

  /** The header field that shows the admin key. */
  String authorization() {
    return "Authorization: Bearer " + key + "\r\n";
  }

  /** Deploys one function. */
  void deploy(String name, byte[] jar) throws IOException {
    try (Connection connection = new Connection(port)) {
      deploy(connection, name, jar);
    }
  }

  private void deploy(Connection connection, String name, byte[] jar) throws IOException {
    connection
        .exchange(
            "PUT",
            "/v1/functions/" + name,
            authorization() + "Content-Type: application/java-archive\r\n",
            jar)
        .expectSuccess();
  }

  /**
   * Deploys {@code jar} as {@code name-0} and so on, over several connections at a time.
   *
   * @return how many milliseconds one took on average
   */
  double deployMany(String name, int count, byte[] jar) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService uploaders = Executors.newFixedThreadPool(UPLOADERS)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < UPLOADERS; i++) {
        ends.add(uploaders.submit(() -> deployFrom(next, name, count, jar)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("not all could be deployed", e);
    }
    return (System.nanoTime() - begun) / 1e6 / count;
  }

  private void deployFrom(AtomicInteger next, String name, int count, byte[] jar) {
    try (Connection connection = new Connection(port)) {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        deploy(connection, name + "-" + i, jar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a function. */
  void delete(String name) throws IOException {
    try (Connection connection = new Connection(port)) {
      connection
          .exchange("DELETE", "/v1/functions/" + name, authorization(), new byte[0])
          .expectSuccess();
    }
  }

  /** The answer to a question. */
  String get(String path) throws IOException {
    try (Connection connection = new Connection(port)) {
      return connection.exchange("GET", path, authorization(), new byte[0]).expectSuccess().body();
    }
  }

  /** Starts instances until {@code count} of the function are alive. */
  void warm(String name, int count) throws IOException {
    try (Connection connection = new Connection(port)) {
      String path = "/v1/functions/" + name + "/warm?count=" + count;
      connection.exchange("POST", path, authorization(), new byte[0]).expectSuccess();
    }
  }

  /** The sum of all samples of the metrics whose names begin with {@code prefix}. */
  double metric(String prefix) throws IOException {
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith(prefix))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
