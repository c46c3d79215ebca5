package dev.hearth.host.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs a campaign from the command line: {@code [cycles] [seed]}. */
final class Durability {

  private static final int CYCLES = 1_000;
  private static final int MOST_SHOWN = 50;

  private Durability() {}

  /** Exit status 1 if a promise was broken; the directory is left to be looked at then. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int cycles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : CYCLES;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    Path directory = Files.createTempDirectory("hearth-durability");
    System.out.println(cycles + " cycles of kill -9, seed " + seed + ", in " + directory);
    long begun = System.nanoTime();
    Findings findings = new Campaign(directory, seed).run(cycles);
    System.out.println(findings.table());
    System.out.println("took " + (System.nanoTime() - begun) / 1_000_000_000 + " s");
    List<String> breaches = findings.breaches();
    System.out.println(breaches.size() + " promises broken");
    breaches.stream().limit(MOST_SHOWN).forEach(System.out::println);
    if (breaches.isEmpty()) {
      delete(directory);
    }
    System.exit(breaches.isEmpty() ? 0 : 1);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
