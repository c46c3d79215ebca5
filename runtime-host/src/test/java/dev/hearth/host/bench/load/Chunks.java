package dev.hearth.host.bench.load;

import java.nio.ByteBuffer;

/** Finds the end of a chunked body (RFC 9112, section 7.1). Used by the generator's thread. */
final class Chunks {

  private enum At {
    SIZE,
    EXTENSION,
    DATA,
    TRAILER
  }

  private At at = At.SIZE;
  private long size;
  private int lineLength;

  /** Takes what has come of the body; true when its end was among it. */
  boolean take(ByteBuffer in) {
    while (in.hasRemaining()) {
      if (at == At.DATA) {
        skipData(in);
      } else if (takeByte(in.get())) {
        return true;
      }
    }
    return false;
  }

  private void skipData(ByteBuffer in) {
    int skipped = (int) Math.min(size, in.remaining());
    in.position(in.position() + skipped);
    size -= skipped;
    if (size == 0) {
      at = At.SIZE;
    }
  }

  private boolean takeByte(byte next) {
    if (next == '\n') {
      return endOfLine();
    }
    switch (at) {
      case SIZE -> takeDigit(next);
      case TRAILER -> lineLength += next == '\r' ? 0 : 1;
      case EXTENSION, DATA -> {}
    }
    return false;
  }

  private void takeDigit(byte next) {
    int digit = Character.digit(next, 16);
    if (digit >= 0) {
      size = size * 16 + digit;
    } else {
      at = At.EXTENSION;
    }
  }

  private boolean endOfLine() {
    if (at == At.TRAILER) {
      boolean last = lineLength == 0;
      lineLength = 0;
      return last;
    }
    if (size == 0) {
      at = At.TRAILER;
    } else {
      size += 2; // the CR LF behind the data
      at = At.DATA;
    }
    return false;
  }
}
