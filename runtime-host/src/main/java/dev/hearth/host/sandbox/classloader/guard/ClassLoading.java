package dev.hearth.host.sandbox.classloader.guard;

import dev.hearth.host.sandbox.classloader.guard.view.ProxyLedger;
import java.lang.reflect.InvocationHandler;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Class loaders as a function sees them: its own and the one above it, never those of the host,
 * which would give it the host's classes. Stateless.
 */
public final class ClassLoading {

  private static final String HOST = "dev.hearth.host.";
  private static final String GUARD = "hearth.Guard";

  private ClassLoading() {}

  private static ClassLoader own(Scope scope) {
    return scope.premises().loader();
  }

  /** The loader itself if the function may have it, else the one above that of the function. */
  private static @Nullable ClassLoader shown(@Nullable ClassLoader loader, Scope scope) {
    return loader == null || !ofHost(loader) ? loader : own(scope).getParent();
  }

  private static boolean ofHost(ClassLoader loader) {
    return ClassLoader.getPlatformClassLoader().equals(loader)
        || ClassLoader.getSystemClassLoader().equals(loader)
        || ClassLoading.class.getClassLoader().equals(loader);
  }

  /** {@code ClassLoader.getSystemClassLoader()}. */
  public static ClassLoader getSystemClassLoader(Scope scope) {
    return own(scope);
  }

  /** {@code ClassLoader.getPlatformClassLoader()}. */
  public static @Nullable ClassLoader getPlatformClassLoader(Scope scope) {
    return own(scope).getParent();
  }

  /** {@code loader.getParent()}. */
  public static @Nullable ClassLoader getParent(ClassLoader loader, Scope scope) {
    return own(scope).getParent().equals(loader) ? null : shown(loader.getParent(), scope);
  }

  /** {@code type.getClassLoader()}. */
  public static @Nullable ClassLoader getClassLoader(Class<?> type, Scope scope) {
    return shown(type.getClassLoader(), scope);
  }

  /** What the function gets of what {@code thread.getContextClassLoader()} gave. */
  public static @Nullable ClassLoader getContextClassLoader(
      @Nullable ClassLoader given, Scope scope) {
    return shown(given, scope);
  }

  /** Before {@code Proxy.newProxyInstance(loader, interfaces, handler)}. */
  public static void proxy(
      ClassLoader loader, Class<?>[] interfaces, InvocationHandler handler, Scope scope) {
    List<String> names = Arrays.stream(interfaces).map(Class::getName).toList();
    if (!scope.views().proxies().admits(names)) {
      throw Refusals.never("have more than " + ProxyLedger.LIMIT + " proxy classes", scope);
    }
  }

  /** Before {@code Class.forName(name)}. */
  public static void named(String name, Scope scope) {
    if (name.contains(HOST) || name.endsWith(GUARD) || name.endsWith(GUARD + ";")) {
      throw Refusals.never("load the class " + name, scope);
    }
  }

  /** Before {@code Class.forName(name, initialise, loader)}. */
  public static void named(
      String name, boolean initialise, @Nullable ClassLoader loader, Scope scope)
      throws ClassNotFoundException {
    named(name, scope);
    if (loader != null && ofHost(loader)) {
      visible(name, scope);
    }
  }

  /** Before {@code Class.forName(module, name)}. */
  public static void named(Module module, String name, Scope scope) throws ClassNotFoundException {
    named(name, false, module.getClassLoader(), scope);
  }

  /** Before {@code loader.loadClass(name)}. */
  public static void named(ClassLoader loader, String name, Scope scope)
      throws ClassNotFoundException {
    named(name, false, loader, scope);
  }

  /** Before {@code lookup.findClass(name)}. */
  public static void named(java.lang.invoke.MethodHandles.Lookup lookup, String name, Scope scope) {
    named(name, scope);
  }

  /** Before {@code MethodType.fromMethodDescriptorString(descriptor, loader)}. */
  public static void described(String descriptor, @Nullable ClassLoader loader, Scope scope) {
    named(descriptor.replace('/', '.'), scope);
    if (loader == null || ofHost(loader) || descriptor.contains(GUARD.replace('.', '/') + ";")) {
      throw Refusals.because(
          "find the classes of " + descriptor + " there", "give it the function's loader", scope);
    }
  }

  /** Throws what the function's own loader would throw for a class that is not for it. */
  private static void visible(String name, Scope scope) throws ClassNotFoundException {
    Class.forName(name, false, own(scope));
  }
}
