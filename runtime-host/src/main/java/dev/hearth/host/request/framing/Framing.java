package dev.hearth.host.request.framing;

/**
 * What the header fields say about where the request ends (RFC 9112, 6); owned by its connection's
 * event loop.
 */
final class Framing {

  /** The header fields that matter here. */
  enum Field {
    HOST,
    CONTENT_LENGTH,
    TRANSFER_ENCODING,
    UPGRADE,
    EXPECT,
    OTHER
  }

  private static final long NO_LENGTH = -1;

  private final Word coding = new Word(8);
  private Field field = Field.OTHER;
  private boolean started;
  private boolean gap;
  private boolean host;
  private boolean coded;
  private boolean upgrade;
  private boolean expect;
  private long length = NO_LENGTH;

  /** Starts anew. */
  void reset() {
    field = Field.OTHER;
    host = false;
    coded = false;
    upgrade = false;
    expect = false;
    length = NO_LENGTH;
    coding.clear();
  }

  /** Takes the name of a field of the head. */
  Field begin(Word name) throws FramingException {
    field = fieldOf(name);
    started = false;
    gap = false;
    switch (field) {
      case HOST -> host = once(host, Violation.SEVERAL_HOSTS);
      case CONTENT_LENGTH -> {
        once(length != NO_LENGTH, Violation.SEVERAL_LENGTHS);
        length = 0;
      }
      case TRANSFER_ENCODING -> coded = once(coded, Violation.UNKNOWN_CODING);
      case UPGRADE -> upgrade = true;
      case EXPECT -> expect = true;
      case OTHER -> {}
    }
    return field;
  }

  private static boolean once(boolean before, Violation violation) throws FramingException {
    if (before) {
      throw violation.exception();
    }
    return true;
  }

  /**
   * Which field has this name.
   *
   * @throws FramingException for the two with which the decoder below would see a body of 8 bytes
   */
  static Field fieldOf(Word name) throws FramingException {
    return switch (name.length()) {
      case 4 -> name.isIgnoringCase("host") ? Field.HOST : Field.OTHER;
      case 6 -> name.isIgnoringCase("expect") ? Field.EXPECT : Field.OTHER;
      case 7 -> name.isIgnoringCase("upgrade") ? Field.UPGRADE : Field.OTHER;
      case 14 -> name.isIgnoringCase("content-length") ? Field.CONTENT_LENGTH : Field.OTHER;
      case 17 -> name.isIgnoringCase("transfer-encoding") ? Field.TRANSFER_ENCODING : Field.OTHER;
      case 18 -> {
        if (name.startsIgnoringCase("sec-websocket-key")) {
          throw Violation.OBSOLETE_WEBSOCKET.exception();
        }
        yield Field.OTHER;
      }
      default -> Field.OTHER;
    };
  }

  /** Takes a piece of the value of the field begun last. */
  void value(byte[] in, int from, int to) throws FramingException {
    if (field == Field.UPGRADE || field == Field.EXPECT) {
      return;
    }
    for (int i = from; i < to; i++) {
      byte b = in[i];
      if (b == ' ' || b == '\t') {
        gap = started;
      } else if (gap) {
        throw malformed().exception();
      } else {
        started = true;
        take(b);
      }
    }
  }

  private void take(byte b) throws FramingException {
    switch (field) {
      case HOST -> {
        if (!ByteSet.HOST.has(b)) {
          throw Violation.MALFORMED_HOST.exception();
        }
      }
      case CONTENT_LENGTH -> {
        if (b < '0' || b > '9' || length > (Long.MAX_VALUE - 9) / 10) {
          throw Violation.MALFORMED_LENGTH.exception();
        }
        length = length * 10 + (b - '0');
      }
      case TRANSFER_ENCODING -> coding.append(b);
      case UPGRADE, EXPECT, OTHER -> {}
    }
  }

  /** Takes the end of the field begun last. */
  void end() throws FramingException {
    boolean needed = field == Field.HOST || field == Field.CONTENT_LENGTH;
    boolean wrongCoding = field == Field.TRANSFER_ENCODING && !coding.isIgnoringCase("chunked");
    if ((needed && !started) || wrongCoding) {
      throw malformed().exception();
    }
    field = Field.OTHER;
  }

  private Violation malformed() {
    return switch (field) {
      case HOST -> Violation.MALFORMED_HOST;
      case CONTENT_LENGTH -> Violation.MALFORMED_LENGTH;
      case TRANSFER_ENCODING -> Violation.UNKNOWN_CODING;
      case UPGRADE, EXPECT, OTHER -> Violation.UNREADABLE;
    };
  }

  /** Looks at the head as a whole. */
  void check(boolean http10) throws FramingException {
    if (coded && http10) {
      throw Violation.CODING_IN_HTTP_10.exception();
    }
    if (coded && length != NO_LENGTH) {
      throw Violation.LENGTH_AND_CODING.exception();
    }
    if (!host && !http10) {
      throw Violation.NO_HOST.exception();
    }
  }

  /** Whether the body comes in chunks. */
  boolean chunked() {
    return coded;
  }

  /** Bytes of the body unless it is chunked. */
  long contentLength() {
    return Math.max(0, length);
  }

  /** Whether the client asks for another protocol after this request. */
  boolean asksForUpgrade() {
    return upgrade;
  }

  /** Whether the client may wait for {@code 100 Continue} before it sends the body. */
  boolean awaitsContinue() {
    return expect;
  }
}
