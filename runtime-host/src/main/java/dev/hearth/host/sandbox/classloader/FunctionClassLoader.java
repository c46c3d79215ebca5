package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.prepared.PreparedJar;
import dev.hearth.host.sandbox.classloader.rewrite.GuardClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one instance: the platform's own packages and the function API from above,
 * everything else from the prepared artifact first. Any thread may use it.
 */
final class FunctionClassLoader extends ClassLoader implements Scope.Holder {

  static {
    registerAsParallelCapable();
  }

  private static final byte[] GUARD = GuardClass.bytes();

  private final PreparedJar artifact;
  private final ApiClassLoader api;
  private final PlatformPackages platform;
  private final ProtectionDomain domain;
  private final Scope scope;
  private final AtomicLong definedBytes = new AtomicLong();

  /**
   * A loader over an open artifact, which it closes when it is closed.
   *
   * @param name shows in stack traces, for instance {@code hello@3}
   * @param scope what its classes are confined to
   */
  FunctionClassLoader(
      String name,
      PreparedJar artifact,
      ApiClassLoader api,
      PlatformPackages platform,
      Scope scope) {
    super(name, api);
    this.artifact = artifact;
    this.api = api;
    this.platform = platform;
    this.scope = scope;
    this.domain =
        new ProtectionDomain(
            new CodeSource(url(artifact.root()), (Certificate[]) null), null, this, null);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> type = findLoadedClass(name);
      if (type == null) {
        type = name.equals(GuardClass.BINARY_NAME) ? loadGuard() : load(name);
      }
      if (resolve) {
        resolveClass(type);
      }
      return type;
    }
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    boolean own = !isFromAbove(name) && artifact.containsClass(name);
    return own ? loadOwn(name) : api.loadClass(name);
  }

  private Class<?> loadGuard() {
    return defineClass(GuardClass.BINARY_NAME, GUARD, 0, GUARD.length, domain);
  }

  @Override
  public Scope scope() {
    return scope;
  }

  /** Has every check in its classes ask whether its thread must end. */
  void raiseFlag() {
    try {
      MethodHandles.publicLookup()
          .findStaticVarHandle(loadClass(GuardClass.BINARY_NAME), GuardClass.FLAG, boolean.class)
          .setVolatile(true);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the guard class has no flag", e);
    }
  }

  private boolean isFromAbove(String name) {
    return ApiClassLoader.isOfApi(name) || platform.containsClass(name);
  }

  private Class<?> loadOwn(String name) {
    byte[] bytes = artifact.classBytes(name);
    definedBytes.addAndGet(bytes.length);
    return defineClass(name, bytes, 0, bytes.length, domain);
  }

  /** No class can be loaded any more that has not been loaded yet. */
  void close() {
    artifact.close();
  }

  /** The directory with the unpacked artifact. */
  Path root() {
    return artifact.root();
  }

  /** The size of the class files defined so far. */
  long definedBytes() {
    return definedBytes.get();
  }

  @Override
  public @Nullable URL getResource(String name) {
    List<Path> own = artifact.resources(name);
    return own.isEmpty() ? super.getResource(name) : url(own.getFirst());
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = new ArrayList<>();
    artifact.resources(name).forEach(path -> all.add(url(path)));
    all.addAll(Collections.list(getParent().getResources(name)));
    return Collections.enumeration(all);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
