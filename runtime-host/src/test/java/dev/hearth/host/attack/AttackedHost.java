package dev.hearth.host.attack;

import dev.hearth.host.HostClient;
import dev.hearth.host.fixture.FunctionJar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A host in a process of its own, with the options of the product and a witness inside. Used by one
 * thread.
 */
final class AttackedHost implements AutoCloseable {

  private static final String MAIN = "dev.hearth.host.HearthMain";
  private static final int LOOK_MILLIS = 12_000;

  private final Process process;
  private final Path directory;
  private final HostClient client;
  private final int witness;

  private AttackedHost(Process process, Path directory, HostClient client, int witness) {
    this.process = process;
    this.directory = directory;
    this.client = client;
    this.witness = witness;
  }

  /** Starts a host that is ready when this returns; everything of it is in {@code directory}. */
  static AttackedHost start(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path witnessJar = witnessJar(directory);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("").toAbsolutePath().resolveSibling("scripts/java-options"));
    command.addAll(List.of("-Xmx512m", "-Doperators.secret=" + Victim.SECRET));
    command.add("-javaagent:" + witnessJar + "=" + directory.resolve("witness.port"));
    String modules = System.getProperty("jdk.module.path", "");
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    if (modules.isEmpty()) {
      command.addAll(List.of("--enable-native-access=ALL-UNNAMED", MAIN));
    } else {
      command.addAll(List.of("-p", modules, "-m", "dev.hearth.host/" + MAIN));
    }
    command.addAll(List.of("--gateway=127.0.0.1:0", "--admin=127.0.0.1:0"));
    command.addAll(List.of("--data=" + directory.resolve("data"), "--drain.grace=5s"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output.txt").toFile());
    builder.environment().put("OPERATORS_SECRET", Victim.SECRET);
    return ready(builder.start(), directory);
  }

  private static Path witnessJar(Path directory) throws IOException {
    String entry = Witness.class.getName().replace('.', '/') + ".class";
    try (InputStream in =
        Objects.requireNonNull(Witness.class.getResourceAsStream("Witness.class"))) {
      return FunctionJar.empty()
          .entry(
              "META-INF/MANIFEST.MF",
              "Manifest-Version: 1.0\nPremain-Class: " + Witness.class.getName() + "\n")
          .entry(entry, in.readAllBytes())
          .writeTo(directory, "witness.jar");
    }
  }

  private static AttackedHost ready(Process process, Path directory)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Path output = directory.resolve("output.txt");
    while (!Files.readString(output).contains("Hearth is ready")) {
      if (!process.isAlive() || System.nanoTime() - begun > 60_000_000_000L) {
        process.destroyForcibly();
        throw new IOException("the host did not become ready:\n" + Files.readString(output));
      }
      Thread.sleep(10);
    }
    List<String> said = Files.readAllLines(output);
    Path data = directory.resolve("data");
    String key = Files.readString(data.resolve("admin.key")).strip();
    HostClient client =
        new HostClient(URI.create(value(said, "gateway ")), URI.create(value(said, "admin ")), key);
    int witness = Integer.parseInt(Files.readString(directory.resolve("witness.port")));
    return new AttackedHost(process, directory, client, witness);
  }

  private static String value(List<String> said, String label) {
    String line = said.stream().filter(l -> l.startsWith(label)).findFirst().orElseThrow();
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  HostClient client() {
    return client;
  }

  /** Its data directory. */
  Path data() {
    return directory.resolve("data");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The command lines of the processes that it has started. */
  List<String> children() {
    return process.descendants().map(child -> child.info().command().orElse("?")).toList();
  }

  /**
   * What the witness sees, up to where it hangs.
   *
   * @param function whose threads are looked for; may be empty
   */
  Map<String, String> look(String function) {
    Map<String, String> seen = new LinkedHashMap<>();
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(LOOK_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), witness), LOOK_MILLIS);
      socket.getOutputStream().write((function + "\n").getBytes(StandardCharsets.UTF_8));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int equals = line.indexOf('=');
        seen.put(line.substring(0, equals), line.substring(equals + 1));
      }
    } catch (IOException hangs) {
      return seen;
    }
    return seen;
  }

  /** The last lines that it wrote. */
  String lastWords() {
    try {
      List<String> lines =
          Files.readAllLines(directory.resolve("output.txt"), StandardCharsets.ISO_8859_1);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Sends SIGTERM and gives the exit status; empty if the process does not end in time. */
  Optional<Integer> stop(long seconds) throws InterruptedException {
    process.destroy();
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    return ended ? Optional.of(process.exitValue()) : Optional.empty();
  }

  @Override
  public void close() {
    client.close();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
