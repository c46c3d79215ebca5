package dev.hearth.host.sandbox.polyglot.artifact;

import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import dev.hearth.host.sandbox.archive.DirectoryTree;
import dev.hearth.host.sandbox.polyglot.guest.GuestLanguage;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import dev.hearth.host.sandbox.polyglot.guest.ModuleResolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Unpacked programs by the content of their artifacts, each in a directory that is written beside
 * its place, forced to the disk and renamed. Safe for use by several threads, of one process. All
 * methods throw {@link UncheckedIOException} if the disk fails.
 */
public final class ProgramStore {

  private static final String FINISHED = ".p1";

  private final Path directory;
  private final ArchiveLimits limits;
  private final AtomicInteger attempts = new AtomicInteger();

  /** A store in {@code directory}, which is made; what a crash left half made there goes. */
  public ProgramStore(Path directory, ArchiveLimits limits) {
    this.limits = limits;
    try {
      this.directory = Files.createDirectories(directory).toAbsolutePath();
      try (var all = Files.list(this.directory)) {
        for (Path path : all.filter(p -> !p.toString().endsWith(FINISHED)).toList()) {
          DirectoryTree.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the directory " + directory, e);
    }
  }

  private Path place(Digest digest) {
    return directory.resolve(digest + FINISHED);
  }

  /**
   * Unpacks an artifact if that has not been done, and finds where it begins.
   *
   * @throws ArtifactRefusedException with everything that is wrong
   */
  public GuestProgram unpack(Artifact artifact, FunctionSpec spec) throws ArtifactRefusedException {
    try {
      Path root = unpacked(artifact);
      PackageJson described = PackageJson.read(root.resolve(PackageJson.NAME));
      Optional<String> main =
          described.main().flatMap(name -> new NodeModules(root).resolve("", "./" + name, true));
      ProgramEntry entry =
          new EntrySearch(ProgramFiles.of(root), main).choose(spec.handler().strip());
      return program(root, entry, spec);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the artifact " + artifact.digest(), e);
    }
  }

  private static GuestProgram program(Path root, ProgramEntry entry, FunctionSpec spec) {
    ModuleResolution modules =
        entry.language() == GuestLanguage.JAVASCRIPT
            ? new NodeModules(root)
            : ModuleResolution.none();
    return new GuestProgram(
        entry.language(), root, entry.main(), entry.export(), spec.env(), modules);
  }

  private Path unpacked(Artifact artifact) throws IOException, ArtifactRefusedException {
    Path place = place(artifact.digest());
    if (!Files.isDirectory(place)) {
      Path unfinished =
          Files.createDirectory(
              directory.resolve(artifact.digest() + "." + attempts.incrementAndGet()));
      try {
        new ProgramUnpacking(unfinished, limits).run(artifact.file());
        publish(unfinished, place);
      } finally {
        DirectoryTree.delete(unfinished);
      }
    }
    return place;
  }

  private void publish(Path unfinished, Path place) throws IOException {
    DirectoryTree.force(unfinished);
    try {
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(place)) {
        throw e;
      }
      // Another thread has just unpacked the same bytes.
    }
    DirectoryTree.forceDirectory(directory);
  }

  /** Whether the artifact of a version is unpacked. */
  public boolean has(FunctionVersion version) {
    return Files.isDirectory(place(version.artifact()));
  }

  /** The program of a version, whose artifact is unpacked. */
  public GuestProgram open(FunctionVersion version) {
    return program(
        place(version.artifact()), ProgramEntry.of(version.entryPoint()), version.spec());
  }

  /** Where a program begins, as the registry keeps it. */
  public static EntryPoint entryPoint(GuestProgram program) {
    return new ProgramEntry(program.language(), program.main(), program.export()).toEntryPoint();
  }

  /** Forgets what is unpacked of an artifact that nothing runs of any more. */
  public void delete(Digest digest) {
    Path doomed = directory.resolve(digest + "." + attempts.incrementAndGet());
    try {
      Files.move(place(digest), doomed, StandardCopyOption.ATOMIC_MOVE);
      DirectoryTree.delete(doomed);
    } catch (NoSuchFileException notThere) {
      // It has never been unpacked.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete what is unpacked of " + digest, e);
    }
  }
}
