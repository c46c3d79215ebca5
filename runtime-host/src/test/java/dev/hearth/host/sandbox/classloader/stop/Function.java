package dev.hearth.host.sandbox.classloader.stop;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;

/** A class loader with the name of a function, for classes of this package. */
final class Function extends ClassLoader {

  static final String NAME = "function/under-test";

  /** What tells the frames of such a function. */
  static final Predicate<StackTraceElement> OWN = frame -> NAME.equals(frame.getClassLoaderName());

  private static final String CULPRITS = Function.class.getPackageName() + ".Culprits$";

  Function() {
    super(NAME, ClassLoader.getPlatformClassLoader());
  }

  /** Makes an object of a class that is nested in {@link Culprits}. */
  Object create(String culprit, Object... arguments) {
    try {
      Class<?> type = loadClass(CULPRITS + culprit);
      return type.getConstructors()[0].newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Finds the culprits itself, for the platform loader hands out classes of named modules. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (!name.startsWith(CULPRITS)) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream in = Function.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
