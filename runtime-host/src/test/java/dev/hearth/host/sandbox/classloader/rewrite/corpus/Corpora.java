package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Verifies whole libraries after rewriting, for {@code scripts/semantics}. */
final class Corpora {

  private Corpora() {}

  /** Arguments: directories of JARs, each one corpus. Exit status 1 if rewriting broke a class. */
  public static void main(String[] directories) throws IOException {
    System.out.println("| library | classes | refused | fail anyway | changed |");
    System.out.println("| ------- | ------- | ------- | ----------- | ------- |");
    boolean sound = true;
    for (String directory : directories) {
      Linkage linkage = Linkage.of(ClassFiles.of(jars(Path.of(directory))));
      System.out.printf(
          "| %s | %d | %d | %d | %d |%n",
          Path.of(directory).getFileName(),
          linkage.classes(),
          linkage.refused().size(),
          linkage.failing(),
          linkage.changed().size());
      linkage.refused().forEach(System.out::println);
      linkage.changed().forEach((name, change) -> System.out.println(name + ": " + change));
      sound &= linkage.refused().isEmpty() && linkage.changed().isEmpty();
    }
    System.exit(sound ? 0 : 1);
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
