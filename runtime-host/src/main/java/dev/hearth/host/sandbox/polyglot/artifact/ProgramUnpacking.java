package dev.hearth.host.sandbox.polyglot.artifact;

import dev.hearth.host.config.Problems;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.archive.ArchiveCheck;
import dev.hearth.host.sandbox.archive.ArchiveEntry;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import dev.hearth.host.sandbox.archive.ArchiveReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Unpacks the zip of one program into an empty directory. Used by one thread, once. */
final class ProgramUnpacking {

  private final Path root;
  private final Problems problems = new Problems();
  private final ArchiveCheck check;

  ProgramUnpacking(Path root, ArchiveLimits limits) {
    this.root = root;
    this.check = new ArchiveCheck(limits, problems);
  }

  /**
   * Unpacks all of it.
   *
   * @throws ArtifactRefusedException with everything that is wrong; the directory is then of no use
   */
  void run(Path archive) throws IOException, ArtifactRefusedException {
    Optional<ArchiveReader> opened = check.open(archive, "");
    if (opened.isPresent()) {
      try (ArchiveReader reader = opened.get()) {
        for (ArchiveEntry entry : check.entries(reader, "")) {
          unpack(reader, entry);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ArtifactRefusedException(problems.list());
    }
  }

  private void unpack(ArchiveReader reader, ArchiveEntry entry) throws IOException {
    Path place = root.resolve(entry.name());
    if (entry.isDirectory()) {
      Files.createDirectories(place);
      return;
    }
    Files.createDirectories(Objects.requireNonNull(place.getParent()));
    try (OutputStream out = Files.newOutputStream(place)) {
      check.read(reader, entry, "", out);
    }
  }
}
