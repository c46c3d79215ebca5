package dev.hearth.host.sandbox.polyglot.truffle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The content of a directory under the names that a guest knows. Used by one thread. */
final class SeenDirectory implements DirectoryStream<Path> {

  private final List<Path> seen = new ArrayList<>();

  /** Reads all of {@code files} and closes it. */
  SeenDirectory(Path place, DirectoryStream<Path> files, Filter<? super Path> filter)
      throws IOException {
    try (files) {
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
