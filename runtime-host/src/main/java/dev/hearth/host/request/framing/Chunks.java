package dev.hearth.host.request.framing;

import io.netty.buffer.ByteBuf;

/**
 * Reads a chunked body up to its trailers (RFC 9112, 7.1) in whatever pieces it comes, and steps
 * over the data; owned by its connection's event loop.
 *
 * <p>Stricter than the grammar in that no space may stand around a chunk extension or behind a
 * size.
 */
final class Chunks {

  private static final int MAX_LINE = 256;

  private enum Step {
    SIZE,
    EXTENSION_NAME,
    EXTENSION_VALUE,
    QUOTED,
    ESCAPED,
    AFTER_QUOTED,
    LINE_END,
    DATA,
    DATA_CR,
    DATA_LF,
    LAST
  }

  private Step step = Step.SIZE;
  private int lineLength;
  private int elementLength;
  private long size;

  /** Starts anew. */
  void reset() {
    startLine();
  }

  /** Whether the chunk of size 0 has been read; trailers follow. */
  boolean done() {
    return step == Step.LAST;
  }

  /**
   * Reads on.
   *
   * @return the index behind the last byte read
   */
  int read(ByteBuf in, int from, int to) throws FramingException {
    int i = from;
    while (i < to && step != Step.LAST) {
      if (step == Step.DATA) {
        int skipped = (int) Math.min(size, to - i);
        size -= skipped;
        i += skipped;
        step = size == 0 ? Step.DATA_CR : Step.DATA;
      } else {
        step = next(in.getByte(i++));
      }
    }
    return i;
  }

  private Step next(byte b) throws FramingException {
    if (++lineLength > MAX_LINE) {
      throw Violation.LONG_CHUNK_LINE.exception();
    }
    return switch (step) {
      case SIZE -> size(b);
      case EXTENSION_NAME -> extensionName(b);
      case EXTENSION_VALUE -> extensionValue(b);
      case QUOTED -> quoted(b);
      case ESCAPED -> need(ByteSet.VALUE.has(b), Step.QUOTED, Violation.MALFORMED_CHUNK_EXTENSION);
      case AFTER_QUOTED -> afterElement(b);
      case LINE_END -> lineEnd(b);
      case DATA_CR -> need(b == '\r', Step.DATA_LF, Violation.MALFORMED_CHUNK_END);
      case DATA_LF -> {
        need(b == '\n', Step.SIZE, Violation.MALFORMED_CHUNK_END);
        yield startLine();
      }
      case DATA, LAST -> step;
    };
  }

  private Step startLine() {
    size = 0;
    lineLength = 0;
    elementLength = 0;
    step = Step.SIZE;
    return step;
  }

  private static Step need(boolean held, Step next, Violation otherwise) throws FramingException {
    if (!held) {
      throw otherwise.exception();
    }
    return next;
  }

  private Step size(byte b) throws FramingException {
    int digit = Character.digit(b, 16);
    if (digit >= 0) {
      elementLength++;
      size = size * 16 + digit;
      return need(size <= Integer.MAX_VALUE, Step.SIZE, Violation.MALFORMED_CHUNK_SIZE);
    }
    need(elementLength > 0, Step.SIZE, Violation.MALFORMED_CHUNK_SIZE);
    return b == ';' || b == '\r' ? afterElement(b) : refuse(b, Violation.MALFORMED_CHUNK_SIZE);
  }

  private Step afterElement(byte b) throws FramingException {
    elementLength = 0;
    return switch (b) {
      case ';' -> Step.EXTENSION_NAME;
      case '\r' -> Step.LINE_END;
      default -> refuse(b, Violation.MALFORMED_CHUNK_EXTENSION);
    };
  }

  private static Step refuse(byte b, Violation violation) throws FramingException {
    throw (b == '\n' ? Violation.BARE_LINE_FEED : violation).exception();
  }

  private Step extensionName(byte b) throws FramingException {
    if (ByteSet.TOKEN.has(b)) {
      elementLength++;
      return Step.EXTENSION_NAME;
    }
    need(elementLength > 0, Step.EXTENSION_NAME, Violation.MALFORMED_CHUNK_EXTENSION);
    if (b == '=') {
      elementLength = 0;
      return Step.EXTENSION_VALUE;
    }
    return afterElement(b);
  }

  private Step extensionValue(byte b) throws FramingException {
    if (ByteSet.TOKEN.has(b)) {
      elementLength++;
      return Step.EXTENSION_VALUE;
    }
    if (elementLength > 0) {
      return afterElement(b);
    }
    return need(b == '"', Step.QUOTED, Violation.MALFORMED_CHUNK_EXTENSION);
  }

  private static Step quoted(byte b) throws FramingException {
    return switch (b) {
      case '"' -> Step.AFTER_QUOTED;
      case '\\' -> Step.ESCAPED;
      default ->
          ByteSet.QUOTED.has(b) ? Step.QUOTED : refuse(b, Violation.MALFORMED_CHUNK_EXTENSION);
    };
  }

  private Step lineEnd(byte b) throws FramingException {
    need(b == '\n', Step.DATA, Violation.BARE_CARRIAGE_RETURN);
    lineLength = 0;
    return size == 0 ? Step.LAST : Step.DATA;
  }
}
