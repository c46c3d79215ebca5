package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The host as its users run it, in a process of its own. Used by one thread. */
final class Product implements AutoCloseable {

  private final Child child;
  private final int gateway;
  private final int admin;
  private final Path data;
  private final double readyMillis;

  private Product(Child child, int gateway, int admin, Path data, double readyMillis) {
    this.child = child;
    this.gateway = gateway;
    this.admin = admin;
    this.data = data;
    this.readyMillis = readyMillis;
  }

  /**
   * Starts a host and waits until it is ready.
   *
   * @param data its data directory, new or used
   * @param options JVM options beside those that the product always has, and settings of the host,
   *     which begin with two dashes
   */
  static Product start(Surroundings surroundings, Path data, String... options)
      throws IOException, InterruptedException {
    int gateway = Surroundings.freePort();
    int admin = Surroundings.freePort();
    List<String> command = command(surroundings, List.of(options));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of("--gateway", "127.0.0.1:" + gateway));
    command.addAll(List.of("--admin", "127.0.0.1:" + admin));
    long begun = System.nanoTime();
    Child child = Child.start(command, surroundings.fresh("host"));
    child.awaitOk(admin, "/readyz");
    double readyMillis = (System.nanoTime() - begun) / 1e6;
    return new Product(child, gateway, admin, data, readyMillis);
  }

  private static List<String> command(Surroundings surroundings, List<String> options)
      throws IOException {
    Path repository = surroundings.repository();
    List<String> command = new ArrayList<>();
    command.add(Surroundings.tool("java"));
    command.add("@" + repository.resolve("scripts/java-options"));
    command.add("-XX:-DisableAttachMechanism"); // jcmd reads heap and metaspace
    Path target = repository.resolve("runtime-host/target");
    if (Files.exists(target.resolve("hearth.aot"))) {
      command.add("-XX:AOTCache=" + target.resolve("hearth.aot"));
    }
    options.stream().filter(option -> !option.startsWith("--")).forEach(command::add);
    command.addAll(surroundings.hostOptions());
    try (var jars = Files.newDirectoryStream(target, "runtime-host-*.jar")) {
      command.add("-p");
      command.add(jars.iterator().next() + ":" + target.resolve("lib"));
    }
    command.addAll(List.of("-m", "dev.hearth.host/dev.hearth.host.HearthMain"));
    options.stream().filter(option -> option.startsWith("--")).forEach(command::add);
    return command;
  }

  /** The port of the gateway. */
  int gateway() {
    return gateway;
  }

  long pid() {
    return child.pid();
  }

  /** From the start of the process to the first 200 of {@code /readyz}. */
  double readyMillis() {
    return readyMillis;
  }

  /** A connection to the gateway. */
  Connection connect() throws IOException {
    return new Connection(gateway);
  }

  /** The control API, with the admin key that the host has written. */
  Control control() throws IOException {
    return new Control(admin, Files.readString(data.resolve("admin.key")).strip());
  }

  /** Ends the process in order. */
  @Override
  public void close() {
    child.close();
  }
}
