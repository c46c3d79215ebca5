package dev.hearth.host.bench;

import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.guard.Ward;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Loads kernels from a JAR like a function's classes: beside them it sees the JDK and the guard.
 */
final class MeteringLoader extends URLClassLoader implements Scope.Holder {

  /** Lets everything go on, and is asked nothing else while no rules hold. */
  private static final Ward ENDLESS =
      (Ward)
          Proxy.newProxyInstance(
              Ward.class.getClassLoader(), new Class<?>[] {Ward.class}, (_, _, _) -> false);

  private final Scope scope = new Scope(ENDLESS);

  MeteringLoader(Path jar) throws MalformedURLException {
    super(new URL[] {jar.toUri().toURL()}, new GuardLoader());
  }

  @Override
  public Scope scope() {
    return scope;
  }

  /** The platform and the guard's package. */
  private static final class GuardLoader extends ClassLoader {

    GuardLoader() {
      super(getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(Scope.class.getPackageName() + ".")) {
        return Class.forName(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
