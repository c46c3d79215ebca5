package dev.hearth.host.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The types of {@code aws-lambda-java-events}, as the build has put them beside the tests. */
final class EventTypes {

  private static final Path LIBRARIES = Path.of("target", "lambda-events");
  private static final String FOLDER = "com/amazonaws/services/lambda/runtime/events/";

  private EventTypes() {}

  /** The libraries that a function brings to take events. */
  static List<Path> libraries() {
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every event and every response that a handler may name and that Jackson can make. */
  static List<Class<?>> all() {
    List<Path> jars = libraries();
    ClassLoader loader =
        new URLClassLoader(
            jars.stream().map(EventTypes::url).toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());
    return jars.stream()
        .flatMap(jar -> namesIn(jar).stream())
        .<Class<?>>map(name -> load(loader, name))
        .filter(EventTypes::canBeMade)
        .toList();
  }

  private static List<String> namesIn(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(FOLDER) && name.endsWith(".class"))
          .filter(name -> name.indexOf('/', FOLDER.length()) < 0 && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean canBeMade(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && !Modifier.isAbstract(type.getModifiers())
        && Arrays.stream(type.getConstructors()).anyMatch(c -> c.getParameterCount() == 0);
  }

  private static Class<?> load(ClassLoader loader, String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
