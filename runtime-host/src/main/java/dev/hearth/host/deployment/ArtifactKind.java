package dev.hearth.host.deployment;

import dev.hearth.host.config.Problem;
import dev.hearth.host.registry.SandboxKind;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.archive.ArchiveEntry;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import dev.hearth.host.sandbox.archive.ArchiveReader;
import dev.hearth.host.sandbox.archive.MalformedArchiveException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an artifact is, by the names of the files in it; it says which sandbox suits. */
enum ArtifactKind {
  /** Classes of Java. */
  JAR(SandboxKind.CLASSLOADER),
  /** JavaScript, Python or WebAssembly. */
  PROGRAM(SandboxKind.POLYGLOT),
  /** Neither. */
  OTHER(SandboxKind.CLASSLOADER);

  private static final Pattern OF_JAR =
      Pattern.compile(".+\\.class|META-INF/MANIFEST\\.MF|lib/[^/]+\\.jar");
  private static final Pattern OF_PROGRAM = Pattern.compile(".+\\.([mc]?js|py|wasm)");

  private final SandboxKind sandbox;

  ArtifactKind(SandboxKind sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * The kind of an artifact that is not checked yet.
   *
   * @throws ArtifactRefusedException if it is no archive
   */
  static ArtifactKind of(Path artifact) throws ArtifactRefusedException {
    try (ArchiveReader reader = ArchiveReader.open(artifact, ArchiveLimits.defaults().entries())) {
      return of(reader.entries().stream().map(ArchiveEntry::name).toList());
    } catch (MalformedArchiveException e) {
      throw new ArtifactRefusedException(List.of(new Problem("", e.what())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kind of an archive with files of these names. */
  static ArtifactKind of(List<String> names) {
    if (names.stream().anyMatch(name -> OF_JAR.matcher(name).matches())) {
      return JAR;
    }
    boolean program =
        names.stream()
            .anyMatch(name -> OF_PROGRAM.matcher(name.toLowerCase(Locale.ROOT)).matches());
    return program ? PROGRAM : OTHER;
  }

  /** What holds where no manifest says otherwise; nothing if that is the default. */
  Optional<ManifestText> manifest() {
    return sandbox == SandboxKind.CLASSLOADER
        ? Optional.empty()
        : Optional.of(
            new ManifestText(
                "the artifact", "sandbox: " + sandbox.name().toLowerCase(Locale.ROOT)));
  }

  /** Why the artifact cannot run in that sandbox; empty if it may. */
  Optional<Problem> conflict(SandboxKind wanted) {
    return switch (this) {
      case JAR ->
          wanted == SandboxKind.POLYGLOT
              ? problem("the artifact holds classes of Java, which run in the class loader sandbox")
              : Optional.empty();
      case PROGRAM ->
          wanted == SandboxKind.CLASSLOADER
              ? problem("the artifact holds no classes of Java, but files for the polyglot sandbox")
              : Optional.empty();
      case OTHER -> Optional.empty();
    };
  }

  private static Optional<Problem> problem(String what) {
    return Optional.of(new Problem("sandbox", what + ": remove this line"));
  }
}
