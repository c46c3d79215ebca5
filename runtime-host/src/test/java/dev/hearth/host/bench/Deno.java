package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deno from the npm registry, serving the function that greets. */
final class Deno {

  private static final String VERSION = "2.9.6";
  private static final String GREETER =
      """
      export default {
        async fetch(request) {
          const caller = await request.json();
          return Response.json({greeting: `Hello, ${caller.name}!`});
        },
      };
      """;

  private Deno() {}

  /** Where it is, after {@code npm} has fetched it if need be; empty if that cannot be done. */
  static Optional<Path> find(Surroundings surroundings) throws IOException, InterruptedException {
    Path directory = surroundings.repository().resolve("runtime-host/target/deno-" + VERSION);
    Path program = directory.resolve("node_modules/deno/deno");
    if (!Files.exists(program)) {
      install(surroundings, directory);
    }
    return Files.exists(program) ? Optional.of(program) : Optional.empty();
  }

  private static void install(Surroundings surroundings, Path directory)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    List<String> command = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund"));
    command.addAll(List.of("--prefix", directory.toString(), "deno@" + VERSION));
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(surroundings.fresh("npm").toFile())
          .start()
          .waitFor();
    } catch (IOException noNpm) {
      // Then there is no Deno, which the caller sees.
    }
  }

  /**
   * Starts it.
   *
   * @param options of {@code deno serve}; {@code --parallel} makes a worker for each processor
   */
  static Child start(Surroundings surroundings, Path program, int port, String... options)
      throws IOException {
    Path script = surroundings.fresh("greeter.js");
    Files.writeString(script, GREETER);
    List<String> command = new ArrayList<>(List.of(program.toString(), "serve", "--no-lock"));
    command.addAll(List.of(options));
    command.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
    command.add(script.toString());
    return Child.start(command, surroundings.fresh("deno"));
  }
}
