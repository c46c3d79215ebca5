package dev.hearth.host.sandbox.classloader.guard;

/**
 * Called before an array is made. Negative counts pass: the allocation itself refuses them.
 * Stateless.
 */
public final class Memory {

  private static final int CHEAP = 16384;
  private static final int HEADER_BYTES = 16;
  private static final int REFERENCE_BYTES = 4;

  private Memory() {}

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
}
