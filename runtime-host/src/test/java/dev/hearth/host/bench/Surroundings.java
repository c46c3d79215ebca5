package dev.hearth.host.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the bench finds and leaves things.
 *
 * @param repository the top directory, where the product has been built
 * @param scratch an empty directory for data directories and the output of processes
 * @param hostOptions further JVM options for the host, for instance a flight recording
 * @param cases the names of the cases to measure, in parts that have any
 */
record Surroundings(Path repository, Path scratch, List<String> hostOptions, Pattern cases) {

  /** Reads the working directory, {@code BENCH_JAVA_OPTIONS} and {@code BENCH_CASES}. */
  static Surroundings ofProcess() throws IOException {
    String options = System.getenv().getOrDefault("BENCH_JAVA_OPTIONS", "");
    return new Surroundings(
        Path.of("").toAbsolutePath(),
        Files.createTempDirectory("hearth-bench-"),
        Arrays.stream(options.split(" ")).filter(option -> !option.isBlank()).toList(),
        Pattern.compile(System.getenv().getOrDefault("BENCH_CASES", "")));
  }

  /** The chosen ones, in their order. */
  Map<String, String> chosen(Map<String, String> all) {
    Map<String, String> chosen = new LinkedHashMap<>(all);
    chosen.keySet().removeIf(name -> !cases.matcher(name).find());
    return chosen;
  }

  /** The {@code java} or another tool of the JDK that runs the bench. */
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** The JAR of a sample function. */
  Path sample(String name) {
    return repository.resolve("sample-functions/" + name + "/target/" + name + ".jar");
  }

  /** A directory in the scratch space that does not exist yet. */
  Path fresh(String name) throws IOException {
    Path unique = Files.createTempDirectory(scratch, name + "-");
    Files.delete(unique);
    return unique;
  }

  /** A port that nobody listened on a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
