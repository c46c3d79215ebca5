package dev.hearth.host.sandbox.classloader;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Does things to a whole directory tree; follows no links. */
final class DirectoryTree {

  private DirectoryTree() {}

  /** Forces every file and directory to the disk. */
  static void force(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new Visitor() {
          @Override
          void visit(Path path, boolean directory) throws IOException {
            if (directory) {
              forceDirectory(path);
            } else {
              try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
              }
            }
          }
        });
  }

  /** Forces the names in a directory to the disk. */
  static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes a tree; one that is not there is fine. */
  static void delete(Path tree) throws IOException {
    try {
      Files.walkFileTree(
          tree,
          new Visitor() {
            @Override
            void visit(Path path, boolean directory) throws IOException {
              Files.deleteIfExists(path);
            }
          });
    } catch (NoSuchFileException gone) {
      // Then there is nothing to do.
    }
  }

  /** Sees the content of a directory before the directory itself. */
  private abstract static class Visitor extends SimpleFileVisitor<Path> {

    abstract void visit(Path path, boolean directory) throws IOException;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      visit(file, false);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      visit(directory, true);
      return FileVisitResult.CONTINUE;
    }
  }
}
