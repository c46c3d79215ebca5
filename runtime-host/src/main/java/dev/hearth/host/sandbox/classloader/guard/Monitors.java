package dev.hearth.host.sandbox.classloader.guard;

/**
 * Called before function code synchronises on an object: one that other functions or the host can
 * also get hold of would let it stop them. Stateless.
 */
public final class Monitors {

  private Monitors() {}

  /**
   * Lets the function's own objects pass, and null, which fails by itself.
   *
   * @throws ForbiddenException if the object is shared by everything in this JVM
   */
  public static void check(Object lock, Scope scope) {
    if (lock instanceof Class<?> type ? isShared(type) : isShared(lock)) {
      throw Refusals.because(
          "synchronise on a " + lock.getClass().getName() + ", which others share",
          "use an object of your own as the lock",
          scope);
    }
  }

  private static boolean isShared(Class<?> type) {
    return !(type.getClassLoader() instanceof Scoped);
  }

  /** Strings may be interned, boxed values cached. */
  private static boolean isShared(Object lock) {
    return lock instanceof String
        || lock instanceof Boolean
        || lock instanceof Character
        || (lock instanceof Number && lock.getClass().getPackageName().equals("java.lang"))
        || (lock instanceof Enum<?> constant && isShared(constant.getDeclaringClass()));
  }
}
