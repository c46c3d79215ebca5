package dev.hearth.host.sandbox.classloader.guard;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * The parallel operations of {@code Arrays}, done by the thread that asks for them: the platform
 * would use the pool shared by the whole process. Stateless.
 */
public final class ParallelArrays {

  private ParallelArrays() {}

  /** {@code Arrays.parallelSort(items)}. */
  public static void parallelSort(byte[] items, Scope scope) {
    Arrays.sort(items);
  }

  /** {@code Arrays.parallelSort(items, from, to)}. */
  public static void parallelSort(byte[] items, int from, int to, Scope scope) {
    Arrays.sort(items, from, to);
  }

  /** {@code Arrays.parallelSort(items)}. */
  public static void parallelSort(char[] items, Scope scope) {
    Arrays.sort(items);
  }

  /** {@code Arrays.parallelSort(items, from, to)}. */
  public static void parallelSort(char[] items, int from, int to, Scope scope) {
    Arrays.sort(items, from, to);
  }

  /** {@code Arrays.parallelSort(items)}. */
  public static void parallelSort(short[] items, Scope scope) {
    Arrays.sort(items);
  }

  /** {@code Arrays.parallelSort(items, from, to)}. */
  public static void parallelSort(short[] items, int from, int to, Scope scope) {
    Arrays.sort(items, from, to);
  }

  /** {@code Arrays.parallelSort(items)}. */
  public static void parallelSort(int[] items, Scope scope) {
    Arrays.sort(items);
  }

  /** {@code Arrays.parallelSort(items, from, to)}. */
  public static void parallelSort(int[] items, int from, int to, Scope scope) {
    Arrays.sort(items, from, to);
  }

  /** {@code Arrays.parallelSort(items)}. */
  public static void parallelSort(long[] items, Scope scope) {
    Arrays.sort(items);
  }

  /** {@code Arrays.parallelSort(items, from, to)}. */
  public static void parallelSort(long[] items, int from, int to, Scope scope) {
    Arrays.sort(items, from, to);
  }

  /** {@code Arrays.parallelSort(items)}. */
  public static void parallelSort(float[] items, Scope scope) {
    Arrays.sort(items);
  }

  /** {@code Arrays.parallelSort(items, from, to)}. */
  public static void parallelSort(float[] items, int from, int to, Scope scope) {
    Arrays.sort(items, from, to);
  }

  /** {@code Arrays.parallelSort(items)}. */
  public static void parallelSort(double[] items, Scope scope) {
    Arrays.sort(items);
  }

  /** {@code Arrays.parallelSort(items, from, to)}. */
  public static void parallelSort(double[] items, int from, int to, Scope scope) {
    Arrays.sort(items, from, to);
  }

  /** {@code Arrays.parallelSort(items)}. */
  public static void parallelSort(Comparable<?>[] items, Scope scope) {
    Arrays.sort(items);
  }

  /** {@code Arrays.parallelSort(items, from, to)}. */
  public static void parallelSort(Comparable<?>[] items, int from, int to, Scope scope) {
    Arrays.sort(items, from, to);
  }

  /** {@code Arrays.parallelSort(items, order)}. */
  public static <T> void parallelSort(T[] items, Comparator<? super T> order, Scope scope) {
    Arrays.sort(items, order);
  }

  /** {@code Arrays.parallelSort(items, from, to, order)}. */
  public static <T> void parallelSort(
      T[] items, int from, int to, Comparator<? super T> order, Scope scope) {
    Arrays.sort(items, from, to, order);
  }

  /** {@code Arrays.parallelPrefix(items, operator)}. */
  public static <T> void parallelPrefix(T[] items, BinaryOperator<T> operator, Scope scope) {
    parallelPrefix(items, 0, items.length, operator, scope);
  }

  /** {@code Arrays.parallelPrefix(items, from, to, operator)}. */
  public static <T> void parallelPrefix(
      T[] items, int from, int to, BinaryOperator<T> operator, Scope scope) {
    for (int i = from + 1; i < to; i++) {
      items[i] = operator.apply(items[i - 1], items[i]);
    }
  }

  /** {@code Arrays.parallelPrefix(items, operator)}. */
  public static void parallelPrefix(long[] items, LongBinaryOperator operator, Scope scope) {
    parallelPrefix(items, 0, items.length, operator, scope);
  }

  /** {@code Arrays.parallelPrefix(items, from, to, operator)}. */
  public static void parallelPrefix(
      long[] items, int from, int to, LongBinaryOperator operator, Scope scope) {
    for (int i = from + 1; i < to; i++) {
      items[i] = operator.applyAsLong(items[i - 1], items[i]);
    }
  }

  /** {@code Arrays.parallelPrefix(items, operator)}. */
  public static void parallelPrefix(double[] items, DoubleBinaryOperator operator, Scope scope) {
    parallelPrefix(items, 0, items.length, operator, scope);
  }

  /** {@code Arrays.parallelPrefix(items, from, to, operator)}. */
  public static void parallelPrefix(
      double[] items, int from, int to, DoubleBinaryOperator operator, Scope scope) {
    for (int i = from + 1; i < to; i++) {
      items[i] = operator.applyAsDouble(items[i - 1], items[i]);
    }
  }

  /** {@code Arrays.parallelPrefix(items, operator)}. */
  public static void parallelPrefix(int[] items, IntBinaryOperator operator, Scope scope) {
    parallelPrefix(items, 0, items.length, operator, scope);
  }

  /** {@code Arrays.parallelPrefix(items, from, to, operator)}. */
  public static void parallelPrefix(
      int[] items, int from, int to, IntBinaryOperator operator, Scope scope) {
    for (int i = from + 1; i < to; i++) {
      items[i] = operator.applyAsInt(items[i - 1], items[i]);
    }
  }

  /** {@code Arrays.parallelSetAll(items, generator)}. */
  public static <T> void parallelSetAll(
      T[] items, IntFunction<? extends T> generator, Scope scope) {
    Arrays.setAll(items, generator);
  }

  /** {@code Arrays.parallelSetAll(items, generator)}. */
  public static void parallelSetAll(int[] items, IntUnaryOperator generator, Scope scope) {
    Arrays.setAll(items, generator);
  }

  /** {@code Arrays.parallelSetAll(items, generator)}. */
  public static void parallelSetAll(long[] items, IntToLongFunction generator, Scope scope) {
    Arrays.setAll(items, generator);
  }

  /** {@code Arrays.parallelSetAll(items, generator)}. */
  public static void parallelSetAll(double[] items, IntToDoubleFunction generator, Scope scope) {
    Arrays.setAll(items, generator);
  }
}
