package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Cloudflare's workerd from the npm registry, serving the function that greets. */
final class Workerd {

  private static final String GREETER =
      """
      export default {
        async fetch(request) {
          const caller = await request.json();
          return Response.json({greeting: `Hello, ${caller.name}!`});
        },
      };
      """;

  private Workerd() {}

  /** Where it is, after {@code npm} has fetched it if need be; empty if that cannot be done. */
  static Optional<Path> find(Surroundings surroundings) throws IOException, InterruptedException {
    Path directory = surroundings.repository().resolve("runtime-host/target/workerd");
    Path program = directory.resolve("node_modules/workerd/bin/workerd");
    if (!Files.exists(program)) {
      Files.createDirectories(directory);
      try {
        new ProcessBuilder(
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--prefix",
                directory.toString(),
                "workerd")
            .redirectErrorStream(true)
            .redirectOutput(surroundings.fresh("npm").toFile())
            .start()
            .waitFor();
      } catch (IOException noNpm) {
        // Then there is no workerd, which the caller sees.
      }
    }
    return Files.exists(program) ? Optional.of(program) : Optional.empty();
  }

  static Child start(Surroundings surroundings, Path program, int port) throws IOException {
    Path directory = Files.createDirectory(surroundings.fresh("workerd"));
    Files.writeString(directory.resolve("greeter.mjs"), GREETER);
    Path config = directory.resolve("config.capnp");
    Files.writeString(config, config(port));
    return Child.start(
        List.of(program.toString(), "serve", config.toString()), surroundings.fresh("workerd-log"));
  }

  private static String config(int port) {
    return """
    using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [ (name = "main", worker = (
        modules = [ (name = "worker", esModule = embed "greeter.mjs") ],
        compatibilityDate = "2025-01-01")) ],
      sockets = [ (name = "http", address = "127.0.0.1:%d", http = (), service = "main") ]
    );
    """
        .formatted(port);
  }
}
