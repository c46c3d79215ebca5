package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.host.config.ByteSize;
import java.io.ByteArrayOutputStream;

/**
 * Collects an answer up to a limit. A function's value may go on for ever, so the limit is checked
 * while it is written. Used by one thread.
 */
public final class BoundedOutput extends ByteArrayOutputStream {

  private final long limit;

  /** Takes {@code limit} at most. */
  public BoundedOutput(ByteSize limit) {
    super(256);
    this.limit = limit.bytes();
  }

  @Override
  public synchronized void write(int b) {
    require(1);
    super.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    require(length);
    super.write(bytes, offset, length);
  }

  private void require(int more) {
    if (size() + (long) more > limit) {
      throw new LimitReachedException();
    }
  }

  /** The limit has been reached; nothing more is taken. */
  public static final class LimitReachedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LimitReachedException() {
      super("the limit has been reached", null, false, false);
    }
  }
}
