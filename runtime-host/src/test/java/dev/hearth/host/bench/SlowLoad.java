package dev.hearth.host.bench;

import dev.hearth.host.bench.load.SlowSockets;
import dev.hearth.host.bench.load.SlowSockets.Manner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Slow clients of a kind, running until they are closed. */
interface SlowLoad extends AutoCloseable {

  /** How many there are. */
  int COUNT = 1_000;

  /** How long slowhttptest goes on if it is not stopped. */
  int LONGEST_SECONDS = 60;

  @Override
  void close();

  /** Whether slowhttptest (https://github.com/shekyan/slowhttptest) is installed. */
  static boolean hasTool() throws InterruptedException {
    try {
      new ProcessBuilder("slowhttptest", "-h").redirectErrorStream(true).start().waitFor();
      return true;
    } catch (IOException notThere) {
      return false;
    }
  }

  /** Starts {@link #COUNT} clients of slowhttptest. */
  static SlowLoad tool(Surroundings surroundings, Product product, Manner manner)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("slowhttptest", "-c", "" + COUNT));
    command.addAll(
        switch (manner) {
          case HEAD -> List.of("-H", "-i", "1");
          case BODY -> List.of("-B", "-i", "1", "-s", "8192", "-x", "10");
          case READ -> List.of("-X", "-w", "512", "-y", "1024", "-n", "1", "-z", "32");
        });
    command.addAll(List.of("-r", "1000", "-l", "" + LONGEST_SECONDS, "-p", "3"));
    command.addAll(List.of("-u", "http://127.0.0.1:" + product.gateway() + path(manner)));
    return Child.start(command, surroundings.fresh("slow"))::close;
  }

  /** Opens {@link #COUNT} sockets of our own. */
  static SlowLoad sockets(Product product, Manner manner) throws IOException {
    return SlowSockets.open(product.gateway(), path(manner), manner, COUNT)::close;
  }

  /** Where the clients go: those that read slowly get much to read. */
  private static String path(Manner manner) {
    return manner == Manner.READ ? "/fn/large" : "/fn/hello";
  }

  /** How many connections to a port of this machine are open (Linux). */
  static long connections(int port) throws IOException {
    String remote = String.format(Locale.ROOT, ":%04X", port);
    long count = 0;
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try (Stream<String> lines = Files.lines(Path.of(table))) {
        count +=
            lines
                .map(line -> line.strip().split("\\s+", -1))
                .filter(cells -> cells[2].endsWith(remote) && cells[3].equals("01"))
                .count();
      }
    }
    return count;
  }
}
