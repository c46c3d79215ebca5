package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import dev.hearth.host.sandbox.classloader.rewrite.GuardClass;
import dev.hearth.host.sandbox.classloader.rewrite.Rewriter;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Loads a library and its tests from their JARs, before what its parent has under the same names,
 * and rewrites them or not. Safe for use by several threads, which tests start: its lock guards the
 * rewriter.
 */
final class SuiteLoader extends URLClassLoader implements Scope.Holder {

  private final ClassFiles classes;
  private final Variant variant;
  private final Rewriter rewriter;
  private final Scope scope = new Scope(Ungoverned.ward());
  private final ProtectionDomain origin;

  /** What is run. */
  enum Variant {
    PLAIN,
    REWRITTEN
  }

  SuiteLoader(List<Path> jars, Variant variant) throws IOException {
    super(urls(jars), SuiteLoader.class.getClassLoader());
    this.classes = ClassFiles.of(jars);
    this.variant = variant;
    this.rewriter = new Rewriter(Rules.none(), classes::find);
    this.origin =
        new ProtectionDomain(new CodeSource(getURLs()[0], (Certificate[]) null), null, this, null);
  }

  private static URL[] urls(List<Path> jars) throws MalformedURLException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    return urls;
  }

  /** The test classes by the names that build tools look for, within packages of that prefix. */
  List<String> testClasses(String prefix) {
    return classes.byName().keySet().stream()
        .map(name -> name.replace('/', '.'))
        .filter(name -> name.startsWith(prefix) && name.endsWith("Test") && !name.contains("$"))
        .toList();
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      Optional<byte[]> bytes = bytes(name);
      return bytes.isPresent() ? define(name, bytes.get()) : super.loadClass(name, resolve);
    }
  }

  private Optional<byte[]> bytes(String name) {
    if (name.equals(GuardClass.BINARY_NAME)) {
      return Optional.of(GuardClass.bytes());
    }
    return classes.find(name.replace('.', '/')).map(this::transformed);
  }

  private byte[] transformed(byte[] bytes) {
    synchronized (rewriter) {
      return switch (variant) {
        case PLAIN -> bytes;
        case REWRITTEN -> rewriter.rewrite(bytes);
      };
    }
  }

  private Class<?> define(String name, byte[] bytes) {
    return defineClass(name, bytes, 0, bytes.length, origin);
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }
}
