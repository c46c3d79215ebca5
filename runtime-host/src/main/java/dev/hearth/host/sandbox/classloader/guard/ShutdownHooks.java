package dev.hearth.host.sandbox.classloader.guard;

/** Shutdown hooks that run when the instance closes, not the host. Stateless. */
public final class ShutdownHooks {

  private ShutdownHooks() {}

  /** {@code runtime.addShutdownHook(hook)}. */
  public static void addShutdownHook(Runtime runtime, Thread hook, Scope scope) {
    scope.views().hooks().add(hook);
  }

  /** {@code runtime.removeShutdownHook(hook)}. */
  public static boolean removeShutdownHook(Runtime runtime, Thread hook, Scope scope) {
    return scope.views().hooks().remove(hook);
  }
}
