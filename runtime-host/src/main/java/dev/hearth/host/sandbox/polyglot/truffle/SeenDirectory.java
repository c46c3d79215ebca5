package dev.hearth.host.sandbox.polyglot.truffle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The content of a directory under the names that a guest knows. Used by one thread. */
final class SeenDirectory implements DirectoryStream<Path> {

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
