package dev.hearth.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A host in a process of its own, which can be told to stop or be killed. Used by one thread. */
public final class ChildHost implements AutoCloseable {

  private static final String MAIN = "dev.hearth.host.HearthMain";

  private final Process process;
  private final HostClient client;

  private ChildHost(Process process, HostClient client) {
    this.process = process;
    this.client = client;
  }

  /** Starts a host, as a module where this test runs as one, that is ready when this returns. */
  public static ChildHost start(Path data) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    String modules = System.getProperty("jdk.module.path", "");
    String classes = System.getProperty("java.class.path", "");
    command.addAll(List.of("-cp", classes));
    if (modules.isEmpty()) {
      command.addAll(List.of("--enable-native-access=ALL-UNNAMED", MAIN));
    } else {
      command.addAll(
          List.of("--enable-native-access=org.xerial.sqlitejdbc,dev.hearth.host", "-p", modules));
      command.addAll(List.of("-m", "dev.hearth.host/" + MAIN));
    }
    command.addAll(List.of("--gateway=127.0.0.1:0", "--admin=127.0.0.1:0", "--data=" + data));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      return ready(process, process.inputReader(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static ChildHost ready(Process process, BufferedReader out) throws IOException {
    StringBuilder said = new StringBuilder();
    String gateway = "";
    String admin = "";
    String key = "";
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      String value = line.substring(line.lastIndexOf(' ') + 1);
      if (line.startsWith("gateway ")) {
        gateway = value;
      } else if (line.startsWith("admin key ")) {
        key = Files.readString(Path.of(value)).strip();
      } else if (line.startsWith("admin ")) {
        admin = value;
      } else if (line.startsWith("Hearth is ready")) {
        Thread.ofPlatform().daemon(true).start(() -> drain(out));
        return new ChildHost(process, new HostClient(URI.create(gateway), URI.create(admin), key));
      }
    }
    throw new IOException("the host did not become ready; it said:\n" + said);
  }

  /** Reads what it says from now on, so that it never waits for a reader. */
  private static void drain(BufferedReader out) {
    try (out) {
      out.transferTo(Writer.nullWriter());
    } catch (IOException closed) {
      // It has ended.
    }
  }

  /** How its users speak to it. */
  public HostClient client() {
    return client;
  }

  /** Ends it as {@code kill -9} does; returns when it has ended. */
  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Sends SIGTERM; returns at once. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end and gives its exit status. */
  public int exitStatus() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the host has not ended within a minute");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }
}
