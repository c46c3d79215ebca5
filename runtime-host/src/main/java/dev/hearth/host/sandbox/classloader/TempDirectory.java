package dev.hearth.host.sandbox.classloader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

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

  /** Deletes it with all that is in it; links are deleted, not followed. */
  synchronized void delete() throws IOException {
    if (made) {
      deleteTree(path);
    }
  }

  /** Deletes a tree; links are deleted, not followed. */
  static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
