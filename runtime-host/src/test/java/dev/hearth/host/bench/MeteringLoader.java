package dev.hearth.host.bench;

import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.Policy;
import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.guard.Ward;
import dev.hearth.host.sandbox.classloader.guard.view.Premises;
import dev.hearth.host.sandbox.classloader.policy.RuleTable;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;

/**
 * Loads kernels from a JAR like a function's classes: beside them it sees the JDK and the guard.
 */
final class MeteringLoader extends URLClassLoader implements Scope.Holder {

  private final Path jar;
  private final Scope scope = new Scope(new Endless());

  MeteringLoader(Path jar) throws MalformedURLException {
    super(new URL[] {jar.toUri().toURL()}, new GuardLoader());
    this.jar = jar;
  }

  @Override
  public Scope scope() {
    return scope;
  }

  /** What a function has whose manifest says nothing, without an end or limits. */
  private final class Endless implements Ward {

    @Override
    public boolean mustEnd() {
      return false;
    }

    @Override
    public void allocating(long bytes) {}

    @Override
    public void forbidden(String message) {}

    @Override
    public void log(String stream, byte[] bytes, int offset, int length) {}

    @Override
    public Path temp() {
      return jar.resolveSibling("temp");
    }

    @Override
    public Premises premises() {
      return new Premises(
          "kernels@1",
          MeteringLoader.this,
          new ThreadGroup("kernels@1"),
          jar.resolveSibling("artifact"),
          jar.resolveSibling("host"),
          Map.of(),
          Permissions.usual(Policy.PRACTICAL),
          RuleTable.of(Policy.PRACTICAL));
    }
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
