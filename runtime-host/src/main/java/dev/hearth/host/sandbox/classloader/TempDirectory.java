package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.sandbox.archive.DirectoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The temporary directory of one instance, made when it is first asked for. Guarded by itself. */
final class TempDirectory {

  private final Path path;
  private boolean made;

  /** Will be at {@code path}, whose parent exists. */
  TempDirectory(Path path) {
    this.path = path;
  }

  synchronized Path path() {
    if (!made) {
      try {
        Files.createDirectory(path);
      } catch (IOException e) {
        throw new UncheckedIOException("the temporary directory cannot be made", e);
      }
      made = true;
    }
    return path;
  }

  /** Deletes it with all that is in it. */
  synchronized void delete() throws IOException {
    if (made) {
      DirectoryTree.delete(path);
    }
  }
}
