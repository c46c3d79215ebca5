package dev.hearth.host.sandbox.polyglot.truffle;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * The files that a guest sees: those of its own program, below {@value #HOME}, and nothing else. It
 * can read them and change none. Empty before a program is mounted. Used by the guest's thread.
 */
class GuestFiles implements FileSystem {

  /** Where guests find their program. */
  static final String HOME = "/app";

  private static final Path APP = Path.of(HOME);

  private volatile @Nullable Path root;

  /** Lets the guest see the files in that directory. */
  final void mount(Path directory) {
    root = directory;
  }

  /** The path below the root of the program, with slashes; empty for the root itself. */
  static String below(Path path) {
    return APP.relativize(absolute(path)).toString();
  }

  /** Whether the path lies in the program. */
  static boolean isInside(Path path) {
    return absolute(path).startsWith(APP);
  }

  private static Path absolute(Path path) {
    return (path.isAbsolute() ? path : APP.resolve(path)).normalize();
  }

  /**
   * Where a path is on the disk; there need be nothing.
   *
   * @throws NoSuchFileException when it lies outside of the program
   */
  final Path real(Path path) throws NoSuchFileException {
    Path mounted = root;
    if (mounted == null || !isInside(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return mounted.resolve(below(path)).normalize();
  }

  @Override
  public Path parsePath(URI uri) {
    if (!"file".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("there are files of the function itself only, not " + uri);
    }
    return Path.of(uri);
  }

  @Override
  public Path parsePath(String path) {
    return Path.of(path);
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
      throws IOException {
    if (!Files.exists(real(path))) {
      throw new NoSuchFileException(path.toString());
    }
    if (modes.contains(AccessMode.WRITE)) {
      throw readOnly(path);
    }
  }

  private static AccessDeniedException readOnly(Path path) {
    return new AccessDeniedException(
        path.toString(), null, "a function's own files cannot be changed");
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    throw readOnly(path);
  }

  @Override
  public void delete(Path path) throws IOException {
    throw readOnly(path);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (options.stream().anyMatch(option -> option != StandardOpenOption.READ)) {
      throw readOnly(path);
    }
    return Files.newByteChannel(real(path));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return new SeenDirectory(absolute(path), real(path), filter);
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return absolute(path);
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    checkAccess(path, Set.of());
    return absolute(path);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String wanted, LinkOption... options)
      throws IOException {
    return Files.readAttributes(real(path), wanted);
  }

  @Override
  public void setCurrentWorkingDirectory(Path path) {
    // There is one program, and paths are relative to it.
  }

  /** The content of a directory under the names that a guest knows. Used by one thread. */
  private static final class SeenDirectory implements DirectoryStream<Path> {

    private final List<Path> seen = new ArrayList<>();

    /** Reads all of the directory {@code real}, which the guest knows as {@code place}. */
    SeenDirectory(Path place, Path real, Filter<? super Path> filter) throws IOException {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(real)) {
        for (Path file : files) {
          Path name = place.resolve(file.getFileName().toString());
          if (filter.accept(name)) {
            seen.add(name);
          }
        }
      }
    }

    @Override
    public Iterator<Path> iterator() {
      return seen.iterator();
    }

    @Override
    public void close() {
      // All has been read.
    }
  }
}
