package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that the bench has started, its output in a file. Used by one thread. */
final class Child implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;

  private Child(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code command} with its output in {@code output}. */
  static Child start(List<String> command, Path output) throws IOException {
    return new Child(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start(),
        output);
  }

  long pid() {
    return process.pid();
  }

  /** Tries again every millisecond until something listens there and answers 200. */
  void awaitOk(int port, String path) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isOk(port, path)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("the process does not get ready:\n" + Files.readString(output));
      }
      Thread.sleep(1);
    }
  }

  private static boolean isOk(int port, String path) {
    try (Connection connection = new Connection(port)) {
      return connection.get(path).status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Sends SIGTERM and waits for the end. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
