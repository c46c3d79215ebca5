package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class files of {@code aws-lambda-java-serialization} itself, without those of Jackson and
 * Gson within it: read once, kept for all instances. Any thread may use it.
 */
final class LibraryClasses {

  private static final String LIBRARY = "com.amazonaws.services.lambda.runtime.serialization.";

  /** The contract, by which the host and a copy of the library know each other. */
  private static final String CONTRACT = LIBRARY + "PojoSerializer";

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /** Whether a copy of the library has a class of this name of its own. */
  static boolean isCopied(String name) {
    return name.startsWith(LIBRARY) && !name.equals(CONTRACT);
  }

  /** Defines everything else. */
  static ClassLoader parent() {
    return JacksonFactory.class.getClassLoader();
  }

  /** Whether AWS has made a serialiser for this class. */
  boolean isEvent(String className) {
    return className.startsWith("com.amazonaws.services.")
        && LambdaEventSerializers.isLambdaSupportedEvent(className);
  }

  /** The class file; only to be read. */
  byte[] file(String name) throws ClassNotFoundException {
    byte[] known = files.get(name);
    if (known == null) {
      known = read(name);
      files.put(name, known);
    }
    return known;
  }

  private static byte[] read(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in = JacksonFactory.class.getResourceAsStream('/' + path)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a class of the host", e);
    }
  }
}
