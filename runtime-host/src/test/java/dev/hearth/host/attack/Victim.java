package dev.hearth.host.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What lies around the host for attacks to take: a directory with a secret, a server that takes
 * connections and never says a word, a process of the same user. Used by one thread.
 */
final class Victim implements AutoCloseable {

  static final String SECRET = "secret-of-the-operator";

  private final Path directory;
  private final ServerSocket silent;
  private Process sibling;

  private Victim(Path directory, ServerSocket silent, Process sibling) {
    this.directory = directory;
    this.silent = silent;
    this.sibling = sibling;
  }

  /** Lays it out. */
  static Victim in(Path directory) throws IOException {
    Victim victim =
        new Victim(
            directory, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), newSibling());
    victim.restore();
    return victim;
  }

  private static Process newSibling() throws IOException {
    return new ProcessBuilder("sleep", "3600").start();
  }

  /** As entries of the manifest's {@code env}. */
  String env() {
    return "VICTIM: \"%s\", SILENT: \"%d\", SIBLING: \"%d\""
        .formatted(directory, silent.getLocalPort(), sibling.pid());
  }

  /** What has been done to it; it is whole again afterwards. */
  List<String> damage() throws IOException, InterruptedException {
    List<String> damage = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      List<String> names = files.map(file -> file.getFileName() + "").toList();
      if (!Set.copyOf(names).equals(Set.of("secret.txt", "data.xml"))) {
        damage.add("the victim's directory holds " + names);
      }
    }
    Path secret = directory.resolve("secret.txt");
    if (Files.exists(secret) && !Files.readString(secret).equals(SECRET)) {
      damage.add("the victim's file was changed");
    }
    if (sibling.waitFor(damage.isEmpty() ? 0 : 1, TimeUnit.MILLISECONDS)) {
      damage.add("the sibling was killed");
    }
    if (!damage.isEmpty()) {
      restore();
    }
    return damage;
  }

  private void restore() throws IOException {
    Files.createDirectories(directory);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.writeString(directory.resolve("secret.txt"), SECRET);
    Files.writeString(directory.resolve("data.xml"), "<data>" + SECRET + "</data>");
    if (!sibling.isAlive()) {
      sibling = newSibling();
    }
  }

  @Override
  public void close() throws IOException {
    sibling.destroyForcibly();
    silent.close();
  }
}
