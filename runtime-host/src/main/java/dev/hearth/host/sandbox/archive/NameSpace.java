package dev.hearth.host.sandbox.archive;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The names taken in one directory tree. Used by one thread. */
public final class NameSpace {

  private final Set<String> files = new HashSet<>();
  private final Set<String> directories = new HashSet<>();
  private final Set<String> named = new HashSet<>();
  private final int mostDirectories;

  /** With room for {@code mostDirectories}, those without an entry of their own included. */
  public NameSpace(int mostDirectories) {
    this.mostDirectories = mostDirectories;
  }

  /**
   * Takes a name and the directories above it.
   *
   * @param name without flaws, see {@link EntryNames}
   * @return why the name cannot be taken, if it cannot
   */
  public Optional<String> claim(String name) {
    boolean directory = name.endsWith("/");
    String path = directory ? name.substring(0, name.length() - 1) : name;
    if (!named.add(path)) {
      return Optional.of(
          directory == directories.contains(path)
              ? "the entry is there more than once: pack each name once"
              : bothFileAndDirectory(path));
    }
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      directories.add(path.substring(0, slash));
      if (files.contains(path.substring(0, slash))) {
        return Optional.of(bothFileAndDirectory(path.substring(0, slash)));
      }
    }
    if (directories.size() > mostDirectories) {
      return Optional.of("the archive makes more than " + mostDirectories + " folders");
    }
    if (directory ? files.contains(path) : directories.contains(path)) {
      return Optional.of(bothFileAndDirectory(path));
    }
    (directory ? directories : files).add(path);
    return Optional.empty();
  }

  private static String bothFileAndDirectory(String path) {
    return "\"" + Printable.of(path) + "\" is both a file and a folder";
  }
}
