package dev.hearth.host;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is that outlives the process, and two places that do not: uploads under way and
 * the instances' temporary files.
 *
 * @param root the directory that {@code HEARTH_DATA} names
 */
record DataDirectory(Path root) {

  /** Makes the directory and empties what does not outlive a process. */
  static DataDirectory open(Path root) throws IOException {
    DataDirectory data = new DataDirectory(root.toAbsolutePath().normalize());
    Files.createDirectories(data.root());
    for (Path scratch : new Path[] {data.uploads(), data.temp()}) {
      Files.createDirectories(scratch);
      empty(scratch);
    }
    return data;
  }

  Path store() {
    return root.resolve("hearth.db");
  }

  Path adminKey() {
    return root.resolve("admin.key");
  }

  Path artifacts() {
    return root.resolve("artifacts");
  }

  Path prepared() {
    return root.resolve("prepared");
  }

  Path uploads() {
    return root.resolve("uploads");
  }

  Path temp() {
    return root.resolve("tmp");
  }

  private static void empty(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            if (!visited.equals(directory)) {
              Files.delete(visited);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
