package dev.hearth.host.sandbox.polyglot.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is in an unpacked program. Stateless. */
final class ProgramFiles {

  private ProgramFiles() {}

  /** All files by their paths below the root, without those of JavaScript packages. */
  static Set<String> of(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(file -> !file.startsWith("node_modules/"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
