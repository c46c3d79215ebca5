package dev.hearth.host.sandbox.classloader.guard;

/**
 * Called where the rewriter says so: before arrays are made, where negative counts pass, for the
 * allocation itself refuses them; and before function code synchronises on an object, for one that
 * other functions or the host can also get hold of would let it stop them. Stateless.
 */
public final class Checks {

  private static final int CHEAP = 16384;
  private static final int HEADER_BYTES = 16;
  private static final int REFERENCE_BYTES = 4;

  private Checks() {}

  /** Before an array of {@code count} elements. */
  public static void array(int count, int elementBytes, Scope scope) {
    if (count > CHEAP) {
      scope.allocating((long) count * elementBytes);
    }
  }

  /**
   * Before an array of arrays.
   *
   * @param counts the lengths of the dimensions that are made at once, outermost first
   * @param elementBytes of the innermost of them
   */
  public static void arrays(int[] counts, int elementBytes, Scope scope) {
    long made = 1;
    long bytes = 0;
    for (int i = 0; i < counts.length && made > 0; i++) {
      int size = i == counts.length - 1 ? elementBytes : REFERENCE_BYTES;
      long each = HEADER_BYTES + (long) Math.max(counts[i], 0) * size;
      bytes = saturated(bytes, saturatedProduct(made, each));
      made = saturatedProduct(made, Math.max(counts[i], 0));
    }
    if (bytes > CHEAP) {
      scope.allocating(bytes);
    }
  }

  private static long saturated(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** Of two numbers that are not negative. */
  private static long saturatedProduct(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }

  /**
   * Lets the function's own objects pass, and null, which fails by itself.
   *
   * @throws ForbiddenException if the object is shared by everything in this JVM
   */
  public static void monitor(Object lock, Scope scope) {
    if (lock instanceof Class<?> type ? isShared(type) : isShared(lock)) {
      throw Refusals.because(
          "synchronise on a " + lock.getClass().getName() + ", which others share",
          "use an object of your own as the lock",
          scope);
    }
  }

  private static boolean isShared(Class<?> type) {
    return !(type.getClassLoader() instanceof Scope.Holder);
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
