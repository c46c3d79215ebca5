package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures what it is told to and prints one table. Started by {@code scripts/bench}. */
final class Bench {

  private Bench() {}

  /** Runs the parts that are named, or all; exit status 2 if one is unknown. */
  public static void main(String[] arguments) throws Exception {
    Map<String, Part> parts = parts();
    List<String> wanted =
        arguments.length == 0 || List.of(arguments).equals(List.of("all"))
            ? List.copyOf(parts.keySet())
            : List.of(arguments);
    if (!parts.keySet().containsAll(wanted)) {
      System.err.println(
          "usage: scripts/bench [all | " + String.join(" | ", parts.keySet()) + "]…");
      System.exit(2);
    }
    Surroundings surroundings = Surroundings.ofProcess();
    Table table = new Table(System.out);
    try {
      for (Map.Entry<String, Part> part : parts.entrySet()) {
        if (wanted.contains(part.getKey())) {
          part.getValue().measure(surroundings, table);
        }
      }
    } finally {
      System.out.println();
      System.out.println("scripts/bench " + String.join(" ", arguments));
      System.out.println(circumstances());
      table.print();
      delete(surroundings.scratch());
    }
  }

  private static Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("warm", new WarmPart());
    parts.put("cold", new ColdPart());
    parts.put("start", new StartPart());
    parts.put("density", new DensityPart());
    parts.put("churn", new ChurnPart());
    parts.put("restart", new RestartPart());
    parts.put("accept", new AcceptPart());
    parts.put("replay", new ReplayPart());
    parts.put("kill", new KillPart());
    parts.put("neighbour", new NeighbourPart());
    parts.put("overload", new OverloadPart());
    parts.put("tenants", new TenantsPart());
    parts.put("slow-clients", new SlowClientsPart());
    parts.put("peers", new PeersPart());
    parts.put("polyglot", new PolyglotPart());
    parts.put("foreign", new ForeignPart());
    parts.put("metering", new MeteringPart());
    return parts;
  }

  private static String circumstances() {
    return "%s, %d processors, %s %s, %s %s"
        .formatted(
            Instant.now().truncatedTo(ChronoUnit.MINUTES),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.vendor"),
            System.getProperty("java.runtime.version"),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
