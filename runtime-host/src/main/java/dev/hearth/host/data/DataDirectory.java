package dev.hearth.host.data;

import dev.hearth.host.sandbox.archive.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where everything is that outlives the process, and two places that do not: uploads under way and
 * the instances' temporary files.
 *
 * @param root the directory that {@code HEARTH_DATA} names
 */
public record DataDirectory(Path root) {

  /** Makes the directory and empties what does not outlive a process. */
  public static DataDirectory open(Path root) throws IOException {
    DataDirectory data = new DataDirectory(root.toAbsolutePath().normalize());
    Files.createDirectories(data.root());
    for (Path scratch : List.of(data.uploads(), data.temp())) {
      DirectoryTree.delete(scratch);
      Files.createDirectories(scratch);
    }
    return data;
  }

  public Path store() {
    return root.resolve("hearth.db");
  }

  public Path adminKey() {
    return root.resolve("admin.key");
  }

  public Path secretsKey() {
    return root.resolve("secrets.key");
  }

  public Path artifacts() {
    return root.resolve("artifacts");
  }

  public Path prepared() {
    return root.resolve("prepared");
  }

  /** Unpacked programs of the polyglot sandbox. */
  public Path programs() {
    return root.resolve("programs");
  }

  /** Files that the languages unpack for themselves. */
  public Path languages() {
    return root.resolve("languages");
  }

  public Path uploads() {
    return root.resolve("uploads");
  }

  public Path temp() {
    return root.resolve("tmp");
  }
}
