package dev.hearth.host.request.framing;

/**
 * Reads header and trailer lines (RFC 9112, 5) in whatever pieces they come; owned by its
 * connection's event loop.
 */
final class FieldLines {

  private enum Step {
    LINE,
    NAME,
    VALUE,
    VALUE_END,
    END,
    DONE
  }

  private final int maxBytes;
  private final Framing framing;
  private final Word name = new Word(18);
  private Framing.Field field = Framing.Field.OTHER;
  private Step step = Step.LINE;
  private boolean trailers;
  private boolean first;
  private int size;

  /** Refuses more bytes of lines than given, and tells {@code framing} what the head says. */
  FieldLines(int maxBytes, Framing framing) {
    this.maxBytes = maxBytes;
    this.framing = framing;
  }

  /** Begins a request's head. */
  void startHead() {
    step = Step.LINE;
    first = true;
    trailers = false;
    size = 0;
  }

  /** Begins the trailers of the same request; their bytes count with those of the head. */
  void startTrailers() {
    step = Step.LINE;
    first = true;
    trailers = true;
  }

  /** Whether the empty line has been read. */
  boolean done() {
    return step == Step.DONE;
  }

  /**
   * Reads on.
   *
   * @return the index behind the last byte read
   */
  int read(byte[] in, int from, int to) throws FramingException {
    int i = from;
    while (i < to && step != Step.DONE) {
      i =
          switch (step) {
            case LINE -> line(in[i], i);
            case NAME -> name(in, i, to);
            case VALUE -> value(in, i, to);
            case VALUE_END -> lineFeed(in[i], i, Step.LINE);
            case END -> lineFeed(in[i], i, Step.DONE);
            case DONE -> i;
          };
    }
    size += i - from;
    if (size > maxBytes) {
      throw Violation.LONG_HEADERS.exception();
    }
    return i;
  }

  private int line(byte b, int i) throws FramingException {
    return switch (b) {
      case '\r' -> {
        step = Step.END;
        yield i + 1;
      }
      case '\n' -> throw Violation.BARE_LINE_FEED.exception();
      case ' ', '\t' ->
          throw (first ? Violation.SPACE_BEFORE_FIRST_FIELD : Violation.FOLDED_FIELD).exception();
      default -> {
        first = false;
        name.clear();
        step = Step.NAME;
        yield i;
      }
    };
  }

  private int name(byte[] in, int from, int to) throws FramingException {
    int end = ByteSet.TOKEN.past(in, from, to);
    name.append(in, from, end);
    if (end == to) {
      return end;
    }
    byte b = in[end];
    if (b != ':' || name.length() == 0) {
      throw wrongName(b).exception();
    }
    field = trailers ? trailer() : framing.begin(name);
    step = Step.VALUE;
    return end + 1;
  }

  private static Violation wrongName(byte b) {
    return switch (b) {
      case ' ', '\t' -> Violation.SPACE_BEFORE_COLON;
      case '\r' -> Violation.NO_COLON;
      case '\n' -> Violation.BARE_LINE_FEED;
      default -> Violation.ILLEGAL_FIELD_NAME;
    };
  }

  private Framing.Field trailer() throws FramingException {
    return switch (Framing.fieldOf(name)) {
      case HOST, CONTENT_LENGTH, TRANSFER_ENCODING ->
          throw Violation.FRAMING_IN_TRAILER.exception();
      case UPGRADE, EXPECT, OTHER -> Framing.Field.OTHER;
    };
  }

  private int value(byte[] in, int from, int to) throws FramingException {
    int end = ByteSet.VALUE.past(in, from, to);
    if (field != Framing.Field.OTHER) {
      framing.value(in, from, end);
    }
    if (end == to) {
      return end;
    }
    byte b = in[end];
    if (b != '\r') {
      throw (b == '\n' ? Violation.BARE_LINE_FEED : Violation.CONTROL_IN_VALUE).exception();
    }
    if (field != Framing.Field.OTHER) {
      framing.end();
    }
    step = Step.VALUE_END;
    return end + 1;
  }

  private int lineFeed(byte b, int i, Step next) throws FramingException {
    if (b != '\n') {
      throw Violation.BARE_CARRIAGE_RETURN.exception();
    }
    step = next;
    return i + 1;
  }
}
