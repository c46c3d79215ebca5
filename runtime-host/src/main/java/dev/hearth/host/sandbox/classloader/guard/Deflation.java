package dev.hearth.host.sandbox.classloader.guard;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs and unpacks piece by piece, for nothing can end a call of native code before it returns:
 * each fills at most 16 KiB, and between two of them a call that has to end does. Stateless.
 */
public final class Deflation {

  private static final int AT_ONCE = 16 << 10;

  private Deflation() {}

  /** {@code deflater.deflate(output)}. */
  public static int deflate(Deflater deflater, byte[] output, Scope scope) {
    return deflate(deflater, output, 0, output.length, scope);
  }

  /** {@code deflater.deflate(output, offset, length)}. */
  public static int deflate(Deflater deflater, byte[] output, int offset, int length, Scope scope) {
    return deflate(deflater, output, offset, length, Deflater.NO_FLUSH, scope);
  }

  /** {@code deflater.deflate(output, offset, length, flush)}. */
  public static int deflate(
      Deflater deflater, byte[] output, int offset, int length, int flush, Scope scope) {
    Refusals.notOwn(deflater, scope);
    Objects.checkFromIndexSize(offset, length, output.length);
    Fill<RuntimeException> fill =
        (done, wanted) -> deflater.deflate(output, offset + done, wanted, flush);
    return filled(length, fill, scope);
  }

  /** {@code deflater.deflate(output)}. */
  public static int deflate(Deflater deflater, ByteBuffer output, Scope scope) {
    return deflate(deflater, output, Deflater.NO_FLUSH, scope);
  }

  /** {@code deflater.deflate(output, flush)}. */
  public static int deflate(Deflater deflater, ByteBuffer output, int flush, Scope scope) {
    Refusals.notOwn(deflater, scope);
    int end = output.limit();
    Fill<RuntimeException> fill =
        (_, wanted) -> deflater.deflate(output.limit(output.position() + wanted), flush);
    try {
      return filled(output.remaining(), fill, scope);
    } finally {
      output.limit(end);
    }
  }

  /** {@code inflater.inflate(output)}. */
  public static int inflate(Inflater inflater, byte[] output, Scope scope)
      throws DataFormatException {
    return inflate(inflater, output, 0, output.length, scope);
  }

  /** {@code inflater.inflate(output, offset, length)}. */
  public static int inflate(Inflater inflater, byte[] output, int offset, int length, Scope scope)
      throws DataFormatException {
    Refusals.notOwn(inflater, scope);
    Objects.checkFromIndexSize(offset, length, output.length);
    Fill<DataFormatException> fill =
        (done, wanted) -> inflater.inflate(output, offset + done, wanted);
    return filled(length, fill, scope);
  }

  /** {@code inflater.inflate(output)}. */
  public static int inflate(Inflater inflater, ByteBuffer output, Scope scope)
      throws DataFormatException {
    Refusals.notOwn(inflater, scope);
    int end = output.limit();
    Fill<DataFormatException> fill =
        (_, wanted) -> inflater.inflate(output.limit(output.position() + wanted));
    try {
      return filled(output.remaining(), fill, scope);
    } finally {
      output.limit(end);
    }
  }

  /** Fills a piece of the output, as far as the input reaches, and says how far. */
  @FunctionalInterface
  private interface Fill<X extends Exception> {
    int fill(int done, int wanted) throws X;
  }

  private static <X extends Exception> int filled(int length, Fill<X> fill, Scope scope) throws X {
    int done = 0;
    int wanted;
    int made;
    do {
      scope.check();
      wanted = Math.min(AT_ONCE, length - done);
      made = fill.fill(done, wanted);
      done += made;
    } while (made == wanted && done < length);
    return done;
  }
}
