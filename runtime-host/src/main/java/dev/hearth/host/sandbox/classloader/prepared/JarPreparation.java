package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.config.Problems;
import dev.hearth.host.registry.Confinement;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.AuditReport;
import dev.hearth.host.sandbox.archive.ArchiveCheck;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the prepared form of one artifact in an empty directory. Used by one thread, once. */
final class JarPreparation {

  private final Path directory;
  private final Problems problems = new Problems();
  private final ArchiveCheck check;
  private final AuditNotes notes = new AuditNotes();

  JarPreparation(Path directory, ArchiveLimits limits) {
    this.directory = directory;
    this.check = new ArchiveCheck(limits, problems);
  }

  /**
   * Checks and unpacks everything.
   *
   * @throws ArtifactRefusedException with all that is wrong; the directory is then of no use
   * @throws IOException if the disk fails
   */
  Findings run(Path jar, TransformFactory transforms, Confinement confinement)
      throws IOException, ArtifactRefusedException {
    try (ClassCollector classes = new ClassCollector(directory)) {
      List<PreparedJar.Element> elements = new ArrayList<>();
      elements.add(unpack(jar, "", 0, classes));
      for (Path library : libraries()) {
        elements.add(unpack(library, "lib/" + library.getFileName(), elements.size(), classes));
      }
      if (problems.isEmpty()) {
        classes.rewrite(transforms, confinement, problems);
      }
      if (!problems.isEmpty()) {
        throw new ArtifactRefusedException(problems.list());
      }
      classes.finish(elements);
      AuditReport audit =
          new AuditReport(
              classes.count(),
              check.unpackedBytes(),
              notes.libraries(),
              notes.warnings(),
              classes.code());
      return new Findings(audit, classes.candidates());
    }
  }

  private PreparedJar.Element unpack(Path jar, String name, int element, ClassCollector classes)
      throws IOException {
    Path target = Files.createDirectories(PreparedJar.elementDirectory(directory, element));
    return new JarUnpacker(check, classes, notes, new JarUnpacker.Target(element, name, target))
        .unpack(jar);
  }

  /** What the artifact brought in {@code lib/}, now unpacked, by name. */
  private List<Path> libraries() throws IOException {
    Path lib = PreparedJar.elementDirectory(directory, 0).resolve("lib");
    if (!Files.isDirectory(lib)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files
          .filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }
}
