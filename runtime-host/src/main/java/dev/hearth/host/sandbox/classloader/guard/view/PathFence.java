package dev.hearth.host.sandbox.classloader.guard.view;

import dev.hearth.host.registry.Permissions;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one instance may reach on disk: its temporary directory to read and write, the unpacked
 * artifact and the Java installation to read, and what the manifest names, but for the directory of
 * the host, with its keys and the data of others. Symbolic links are followed before it is decided.
 * A file that is swapped for a link between the check and the use is not noticed; the function can
 * only do that where it may write. Immutable after the first use.
 */
public final class PathFence {

  private final Supplier<Path> temp;
  private final Path artifact;
  private final Path closed;
  private final List<Path> readable = new ArrayList<>(4);
  private final List<Path> writable = new ArrayList<>(2);

  PathFence(Supplier<Path> temp, Path artifact, Path closed, List<Permissions.Directory> others) {
    this.temp = temp;
    this.artifact = real(artifact);
    this.closed = real(closed);
    readable.add(real(Path.of(System.getProperty("java.home"))));
    for (Permissions.Directory each : others) {
      (each.writable() ? writable : readable).add(real(Path.of(each.path())));
    }
  }

  private static Path real(Path directory) {
    return resolve(directory).orElse(directory.toAbsolutePath().normalize());
  }

  /** Its temporary directory. */
  public Path temp() {
    return temp.get();
  }

  /** Whether it may read there; paths of other file systems than that of the disk always. */
  public boolean mayRead(Path path) {
    return allowed(path, false);
  }

  /** Whether it may make, change or delete there. */
  public boolean mayWrite(Path path) {
    return allowed(path, true);
  }

  private boolean allowed(Path path, boolean write) {
    if (!FileSystems.getDefault().equals(path.getFileSystem())) {
      return true;
    }
    return resolve(path).filter(target -> within(target, write)).isPresent();
  }

  private boolean within(Path target, boolean write) {
    return isOwn(target, write)
        || (!target.startsWith(closed)
            && ((!write && readable.stream().anyMatch(target::startsWith))
                || writable.stream().anyMatch(target::startsWith)));
  }

  private boolean isOwn(Path target, boolean write) {
    return (!write && target.startsWith(artifact)) || target.startsWith(real(temp.get()));
  }

  /**
   * The place that a path means: its nearest existing parent with all links followed, and the names
   * below it as they are; empty if one of these is {@code ..}.
   */
  private static Optional<Path> resolve(Path path) {
    Path absolute = path.toAbsolutePath();
    Path existing = absolute;
    while (existing != null) {
      try {
        Path rest = existing.relativize(absolute);
        Path found = existing.toRealPath();
        return climbs(rest) ? Optional.empty() : Optional.of(found.resolve(rest));
      } catch (IOException missing) {
        existing = existing.getParent();
      }
    }
    return Optional.empty();
  }

  private static boolean climbs(Path rest) {
    for (Path name : rest) {
      if (name.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }
}
