package dev.hearth.host.store;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a process needs that a test starts and kills. Stateless. */
public final class ClassPath {

  private ClassPath() {}

  /** All that a test runs with, whether it is on the class path or the module path. */
  public static String ofTests() throws URISyntaxException {
    List<String> parts = new ArrayList<>();
    parts.add(folderOf(ClassPath.class));
    parts.add(folderOf(SqliteStore.class));
    parts.add(System.getProperty("java.class.path", ""));
    parts.add(System.getProperty("jdk.module.path", ""));
    parts.removeIf(String::isEmpty);
    return String.join(File.pathSeparator, parts);
  }

  private static String folderOf(Class<?> type) throws URISyntaxException {
    URL url = Objects.requireNonNull(type.getResource(type.getSimpleName() + ".class"));
    Path folder = Path.of(url.toURI());
    for (int i = 0; i <= type.getPackageName().chars().filter(c -> c == '.').count() + 1; i++) {
      folder = Objects.requireNonNull(folder.getParent());
    }
    return folder.toString();
  }
}
