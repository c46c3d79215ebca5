package dev.hearth.host.sandbox.classloader.guard;

import dev.hearth.host.sandbox.classloader.guard.view.DirectLedger;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.BitSet;

/**
 * Called before the platform allocates what a function asks for in one piece; and the memory beside
 * the heap, counted until its buffers are collected. Stateless.
 */
public final class DirectMemory {

  /** What is smaller is left to the watchdog. */
  private static final long UNNOTICED = 16 << 10;

  private static final int REFERENCE_BYTES = 4;

  private DirectMemory() {}

  private static void allocating(long bytes, Scope scope) {
    if (bytes > UNNOTICED) {
      scope.allocating(bytes);
    }
  }

  /** {@code ByteBuffer.allocateDirect(size)}. */
  public static ByteBuffer allocateDirect(int size, Scope scope) {
    admit(size, scope);
    return scope.views().direct().counted(ByteBuffer.allocateDirect(size));
  }

  /** {@code channel.map(mode, position, size)}. */
  public static MappedByteBuffer map(
      FileChannel channel, FileChannel.MapMode mode, long position, long size, Scope scope)
      throws IOException {
    admit(size, scope);
    MappedByteBuffer mapped = channel.map(mode, position, size);
    scope.views().direct().counted(mapped);
    return mapped;
  }

  private static void admit(long size, Scope scope) {
    allocating(size, scope);
    if (!scope.views().direct().admits(size)) {
      throw Refusals.because(
          "take " + size + " bytes of direct memory",
          "it holds "
              + scope.views().direct().held()
              + " and may hold "
              + DirectLedger.LIMIT
              + "; use heap buffers, or drop buffers that are done with",
          scope);
    }
  }

  /** Before {@code text.repeat(count)}. */
  public static void repeat(String text, int count, Scope scope) {
    allocating((long) text.length() * count, scope);
  }

  /** Before {@code builder.setLength(length)} or {@code ensureCapacity}. */
  public static void characters(StringBuilder builder, int length, Scope scope) {
    allocating(2L * length, scope);
  }

  /** Before {@code buffer.setLength(length)} or {@code ensureCapacity}. */
  public static void characters(StringBuffer buffer, int length, Scope scope) {
    allocating(2L * length, scope);
  }

  /** Before something with room for so many bytes or characters is made. */
  public static void bytes(int size, Scope scope) {
    allocating(size, scope);
  }

  /** Before something with room for so many references is made. */
  public static void references(int size, Scope scope) {
    allocating((long) REFERENCE_BYTES * size, scope);
  }

  /** Before a hash table with room for so many references is made. */
  public static void references(int size, float load, Scope scope) {
    references(size, scope);
  }

  /** Before {@code list.ensureCapacity(size)}. */
  @SuppressWarnings("NonApiType") // rewritten code names this very class
  public static void references(ArrayList<?> list, int size, Scope scope) {
    references(size, scope);
  }

  /** Before something with room for so many longs or doubles is made. */
  public static void longs(int size, Scope scope) {
    allocating((long) Long.BYTES * size, scope);
  }

  /** Before {@code new BitSet(bits)}. */
  public static void bits(int bits, Scope scope) {
    allocating(bits / Byte.SIZE, scope);
  }

  /** Before {@code set.set(index)}. */
  public static void bits(BitSet set, int index, Scope scope) {
    if (index >= set.size()) {
      allocating(index / Byte.SIZE, scope);
    }
  }

  /** Before {@code set.set(index, value)}. */
  public static void bits(BitSet set, int index, boolean value, Scope scope) {
    bits(set, index, scope);
  }

  /** Before {@code set.set(from, to)}. */
  public static void bits(BitSet set, int from, int to, Scope scope) {
    bits(set, to, scope);
  }

  /** Before {@code base.pow(exponent)}. */
  public static void pow(BigInteger base, int exponent, Scope scope) {
    allocating((long) base.bitLength() * exponent / Byte.SIZE, scope);
  }

  /** Before {@code number.shiftLeft(bits)}. */
  public static void shiftLeft(BigInteger number, int bits, Scope scope) {
    allocating(((long) number.bitLength() + bits) / Byte.SIZE, scope);
  }

  /** Before {@code Array.newInstance(type, length)}. */
  public static void newInstance(Class<?> type, int length, Scope scope) {
    allocating((long) Long.BYTES * length, scope);
  }

  /** Before {@code Array.newInstance(type, lengths)}. */
  public static void newInstance(Class<?> type, int[] lengths, Scope scope) {
    double cells = 1;
    for (int length : lengths) {
      cells *= length;
    }
    allocating((long) (Long.BYTES * cells), scope);
  }

  /** Before {@code Arrays.copyOf(items, length)}. */
  public static void copyOf(byte[] items, int length, Scope scope) {
    allocating(1L * length, scope);
  }

  /** Before {@code Arrays.copyOfRange(items, from, to)}. */
  public static void copyOf(byte[] items, int from, int to, Scope scope) {
    allocating(1L * (to - from), scope);
  }

  /** Before {@code Arrays.copyOf(items, length)}. */
  public static void copyOf(boolean[] items, int length, Scope scope) {
    allocating(1L * length, scope);
  }

  /** Before {@code Arrays.copyOfRange(items, from, to)}. */
  public static void copyOf(boolean[] items, int from, int to, Scope scope) {
    allocating(1L * (to - from), scope);
  }

  /** Before {@code Arrays.copyOf(items, length)}. */
  public static void copyOf(char[] items, int length, Scope scope) {
    allocating(2L * length, scope);
  }

  /** Before {@code Arrays.copyOfRange(items, from, to)}. */
  public static void copyOf(char[] items, int from, int to, Scope scope) {
    allocating(2L * (to - from), scope);
  }

  /** Before {@code Arrays.copyOf(items, length)}. */
  public static void copyOf(short[] items, int length, Scope scope) {
    allocating(2L * length, scope);
  }

  /** Before {@code Arrays.copyOfRange(items, from, to)}. */
  public static void copyOf(short[] items, int from, int to, Scope scope) {
    allocating(2L * (to - from), scope);
  }

  /** Before {@code Arrays.copyOf(items, length)}. */
  public static void copyOf(int[] items, int length, Scope scope) {
    allocating(4L * length, scope);
  }

  /** Before {@code Arrays.copyOfRange(items, from, to)}. */
  public static void copyOf(int[] items, int from, int to, Scope scope) {
    allocating(4L * (to - from), scope);
  }

  /** Before {@code Arrays.copyOf(items, length)}. */
  public static void copyOf(float[] items, int length, Scope scope) {
    allocating(4L * length, scope);
  }

  /** Before {@code Arrays.copyOfRange(items, from, to)}. */
  public static void copyOf(float[] items, int from, int to, Scope scope) {
    allocating(4L * (to - from), scope);
  }

  /** Before {@code Arrays.copyOf(items, length)}. */
  public static void copyOf(long[] items, int length, Scope scope) {
    allocating(8L * length, scope);
  }

  /** Before {@code Arrays.copyOfRange(items, from, to)}. */
  public static void copyOf(long[] items, int from, int to, Scope scope) {
    allocating(8L * (to - from), scope);
  }

  /** Before {@code Arrays.copyOf(items, length)}. */
  public static void copyOf(double[] items, int length, Scope scope) {
    allocating(8L * length, scope);
  }

  /** Before {@code Arrays.copyOfRange(items, from, to)}. */
  public static void copyOf(double[] items, int from, int to, Scope scope) {
    allocating(8L * (to - from), scope);
  }

  /** Before {@code Arrays.copyOf(items, length)}. */
  public static void copyOf(Object[] items, int length, Scope scope) {
    allocating(4L * length, scope);
  }

  /** Before {@code Arrays.copyOfRange(items, from, to)}. */
  public static void copyOf(Object[] items, int from, int to, Scope scope) {
    allocating(4L * (to - from), scope);
  }

  /** Before {@code Arrays.copyOf(items, length, type)}. */
  public static void copyOf(Object[] items, int length, Class<?> type, Scope scope) {
    references(length, scope);
  }

  /** Before {@code Arrays.copyOfRange(items, from, to, type)}. */
  public static void copyOf(Object[] items, int from, int to, Class<?> type, Scope scope) {
    references(to - from, scope);
  }
}
