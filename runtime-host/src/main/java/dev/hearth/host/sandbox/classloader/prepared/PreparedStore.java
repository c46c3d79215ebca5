package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.Preparation;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import dev.hearth.host.sandbox.archive.DirectoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prepared forms by content, each in a directory {@code <sha256>.v<rewriter version>}, with a
 * suffix for other policies than the usual one and for grants, that is written beside its place,
 * forced to the disk and then renamed, so that a crash leaves none half made. Safe for use by
 * several threads, of one process. A prepared form can always be made again from its artifact.
 *
 * <p>A directory holds the classes in one file ({@link PreparedClassWriter}), the unpacked artifact
 * in {@code root/} and its libraries, unpacked, in {@code lib/1/}, {@code lib/2/}… All methods
 * throw {@link UncheckedIOException} if the disk fails.
 */
public final class PreparedStore {

  /**
   * Which rewriting the stored classes have gone through; another one makes them anew. It counts up
   * with every change of the rewriter or of the rules.
   */
  public static final int REWRITER_VERSION = 4;

  private static final String UNFINISHED = ".tmp";
  private static final Pattern FINISHED = Pattern.compile("([0-9a-f]{64})\\.v(\\d+)(?:-[a-z-]+)?");

  private final Path directory;
  private final ArchiveLimits limits;
  private final TransformFactory transforms;
  private final AtomicInteger attempts = new AtomicInteger();

  /**
   * A store in {@code directory}, which is made if it is not there.
   *
   * @param transforms what is applied to each class before it is stored
   */
  public PreparedStore(Path directory, ArchiveLimits limits, TransformFactory transforms) {
    this.limits = limits;
    this.transforms = transforms;
    try {
      this.directory = Files.createDirectories(directory).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the directory " + directory, e);
    }
  }

  /**
   * Removes what a crash left unfinished and what an older rewriter stored; called once, before
   * anything is prepared.
   */
  public void sweep() {
    try (Stream<Path> all = Files.list(directory)) {
      for (Path path : all.filter(PreparedStore::isLeftOver).toList()) {
        DirectoryTree.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + directory, e);
    }
  }

  private static boolean isLeftOver(Path path) {
    String name = path.getFileName().toString();
    Matcher finished = FINISHED.matcher(name);
    return finished.matches()
        ? !finished.group(2).equals(Integer.toString(REWRITER_VERSION))
        : name.endsWith(UNFINISHED);
  }

  /**
   * Checks an artifact, finds its handler and keeps its prepared form; cheap if that is there
   * already.
   *
   * @throws ArtifactRefusedException with everything that is wrong; nothing is kept then
   */
  public Preparation prepare(Artifact artifact, FunctionSpec spec) throws ArtifactRefusedException {
    try {
      return has(artifact.digest(), spec.confinement())
          ? preparation(Findings.read(place(artifact.digest(), spec.confinement())), spec)
          : build(artifact, spec);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare the artifact " + artifact.digest(), e);
    }
  }

  private Preparation build(Artifact artifact, FunctionSpec spec)
      throws IOException, ArtifactRefusedException {
    Path unfinished = unfinished(artifact.digest());
    try {
      Findings findings =
          new JarPreparation(unfinished, limits)
              .run(artifact.file(), transforms, spec.confinement());
      Preparation preparation = preparation(findings, spec);
      findings.write(unfinished);
      publish(unfinished, place(artifact.digest(), spec.confinement()));
      return preparation;
    } finally {
      DirectoryTree.delete(unfinished);
    }
  }

  private static Preparation preparation(Findings findings, FunctionSpec spec)
      throws ArtifactRefusedException {
    HandlerFinder finder = new HandlerFinder(findings.classes());
    EntryPoint chosen = finder.choose(spec.handler());
    List<EntryPoint> found = finder.found();
    return new Preparation(chosen, found, findings.audit());
  }

  private Path unfinished(Digest digest) throws IOException {
    while (true) {
      Path path = directory.resolve(digest + "." + attempts.incrementAndGet() + UNFINISHED);
      try {
        return Files.createDirectory(path);
      } catch (FileAlreadyExistsException leftByACrash) {
        // The next number is tried.
      }
    }
  }

  private void publish(Path unfinished, Path place) throws IOException {
    DirectoryTree.force(unfinished);
    try {
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(place)) {
        throw e;
      }
      // Another thread has just prepared the same bytes.
    }
    DirectoryTree.forceDirectory(directory);
  }

  /**
   * Opens a prepared form; not on a thread that may be interrupted.
   *
   * @throws UncheckedIOException also if there is none
   */
  public PreparedJar open(Digest digest, Confinement confinement) {
    try {
      return PreparedJar.open(place(digest, confinement));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the prepared form of " + digest, e);
    }
  }

  /** Whether the artifact is prepared, by the present rewriter, for such functions. */
  public boolean has(Digest digest, Confinement confinement) {
    return Files.isDirectory(place(digest, confinement));
  }

  /**
   * Forgets what is prepared of an artifact; what has it open can still load classes, but no
   * resources.
   */
  public void delete(Digest digest) {
    try (Stream<Path> all = Files.list(directory)) {
      for (Path place : all.filter(path -> isOf(digest, path)).toList()) {
        delete(digest, place);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the prepared form of " + digest, e);
    }
  }

  private static boolean isOf(Digest digest, Path path) {
    Matcher finished = FINISHED.matcher(path.getFileName().toString());
    return finished.matches() && finished.group(1).equals(digest.toString());
  }

  private void delete(Digest digest, Path place) throws IOException {
    Path doomed = unfinished(digest);
    try {
      Files.move(place, doomed, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException notThere) {
      // Then only the empty directory is to be removed.
    }
    DirectoryTree.delete(doomed);
  }

  private Path place(Digest digest, Confinement confinement) {
    return directory.resolve(digest + ".v" + REWRITER_VERSION + suffix(confinement));
  }

  /** What the rewriting depends on besides the classes. */
  private static String suffix(Confinement confinement) {
    String policy =
        switch (confinement.policy()) {
          case PRACTICAL -> "";
          case STRICT -> "-strict";
        };
    return policy
        + confinement.permissions().allow().stream()
            .map(grant -> "-" + grant.word())
            .collect(Collectors.joining());
  }
}
