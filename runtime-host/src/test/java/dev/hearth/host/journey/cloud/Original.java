package dev.hearth.host.journey.cloud;

import dev.hearth.host.Eventually;
import dev.hearth.host.fixture.FunctionJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Google's own host of functions, {@code java-function-invoker}, in a process of its own. The build
 * puts its JAR where it is looked for. Used by one thread.
 */
final class Original implements AutoCloseable {

  private static final Path INVOKER = Path.of("target/bench-peers/java-function-invoker.jar");
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path output;
  private final URI address;
  private int linesRead;

  private Original(Process process, Path output, URI address) {
    this.process = process;
    this.output = output;
    this.address = address;
  }

  /** Starts it with the function of a JAR, and waits until it listens. */
  static Original start(Path directory, FunctionJar jar, String target) throws IOException {
    if (!Files.exists(INVOKER)) {
      throw new IllegalStateException(
          INVOKER + " is not there: `mvn generate-test-resources -pl runtime-host` fetches it");
    }
    int port = freePort();
    Path function = jar.writeTo(directory, target + ".jar");
    Path output = directory.resolve(target + ".log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx256m",
                "-jar",
                INVOKER.toString(),
                "--classpath",
                function.toString(),
                "--target",
                target,
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Original original = new Original(process, output, URI.create("http://127.0.0.1:" + port));
    Eventually.holds("the original listens", original::listens);
    return original;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the original has ended, see " + output);
    }
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Sends a request to the function. */
  Exchange.Answer call(Exchange.Request request) throws IOException {
    return Exchange.with(address, "", request);
  }

  /** The lines that begin so and have come since this was asked last. */
  List<String> newLines(String beginning) throws IOException {
    List<String> all = Files.readAllLines(output);
    List<String> lines = all.subList(linesRead, all.size());
    linesRead = all.size();
    return lines.stream().filter(line -> line.startsWith(beginning)).toList();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
