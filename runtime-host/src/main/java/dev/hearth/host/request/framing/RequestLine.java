package dev.hearth.host.request.framing;

/**
 * Reads the request line (RFC 9112, 3) in whatever pieces it comes; owned by its connection's event
 * loop.
 */
final class RequestLine {

  private enum Step {
    BLANK,
    BLANK_END,
    METHOD,
    TARGET,
    VERSION,
    END,
    DONE
  }

  private final int maxLength;
  private final Word method = new Word(8);
  private final Word target = new Word(8);
  private final Word version = new Word(8);
  private Step step = Step.BLANK;
  private int length;

  /** Refuses a line that is longer than given, with its line end. */
  RequestLine(int maxLength) {
    this.maxLength = maxLength;
  }

  /** Starts anew. */
  void reset() {
    step = Step.BLANK;
    length = 0;
    method.clear();
    target.clear();
    version.clear();
  }

  /** Whether the line has been read to its end. */
  boolean done() {
    return step == Step.DONE;
  }

  /** Whether nothing but empty lines has come. */
  boolean blank() {
    return step == Step.BLANK || step == Step.BLANK_END;
  }

  /** Whether the request is one of HTTP/1.0. */
  boolean http10() {
    return version.is("HTTP/1.0");
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
            case BLANK -> blank(in[i], i);
            case BLANK_END -> lineFeed(in[i], i, Step.BLANK);
            case METHOD -> method(in, i, to);
            case TARGET -> target(in, i, to);
            case VERSION -> version(in[i], i);
            case END -> lineFeed(in[i], i, Step.DONE);
            case DONE -> i;
          };
    }
    length += i - from;
    if (length > maxLength) {
      throw Violation.LONG_REQUEST_LINE.exception();
    }
    return i;
  }

  private int blank(byte b, int i) {
    if (b == '\r') {
      step = Step.BLANK_END;
      return i + 1;
    }
    step = Step.METHOD;
    return i;
  }

  private int lineFeed(byte b, int i, Step next) throws FramingException {
    if (b != '\n') {
      throw Violation.BARE_CARRIAGE_RETURN.exception();
    }
    step = next;
    return i + 1;
  }

  private int method(byte[] in, int from, int to) throws FramingException {
    int end = ByteSet.TOKEN.past(in, from, to);
    method.append(in, from, end);
    if (end == to) {
      return end;
    }
    if (in[end] != ' ' || method.length() == 0) {
      throw Violation.MALFORMED_REQUEST_LINE.exception();
    }
    if (method.is("CONNECT")) {
      throw Violation.CONNECT.exception();
    }
    step = Step.TARGET;
    return end + 1;
  }

  private int target(byte[] in, int from, int to) throws FramingException {
    int end = ByteSet.TARGET.past(in, from, to);
    target.append(in, from, end);
    if (end == to) {
      return end;
    }
    byte b = in[end];
    if (b == '\r' || b == '\n' || target.length() == 0) {
      throw Violation.MALFORMED_REQUEST_LINE.exception();
    }
    if (b != ' ') {
      throw Violation.ILLEGAL_TARGET_BYTE.exception();
    }
    if (!knownForm()) {
      throw Violation.MALFORMED_TARGET.exception();
    }
    step = Step.VERSION;
    return end + 1;
  }

  private boolean knownForm() {
    return switch (target.at(0)) {
      case '/' -> true;
      case '*' -> target.length() == 1 && method.is("OPTIONS");
      default ->
          target.length() > 8
              && (target.startsIgnoringCase("http://") || target.startsIgnoringCase("https://"));
    };
  }

  private int version(byte b, int i) throws FramingException {
    if (b == '\r') {
      checkVersion();
      step = Step.END;
    } else if (version.length() < 8 && b != '\n') {
      version.append(b);
    } else {
      throw Violation.MALFORMED_REQUEST_LINE.exception();
    }
    return i + 1;
  }

  private void checkVersion() throws FramingException {
    if (version.is("HTTP/1.1") || version.is("HTTP/1.0")) {
      return;
    }
    boolean wellFormed =
        version.length() == 8
            && version.starts("HTTP/")
            && digit(version.at(5))
            && version.at(6) == '.'
            && digit(version.at(7));
    throw (wellFormed ? Violation.UNKNOWN_VERSION : Violation.MALFORMED_REQUEST_LINE).exception();
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }
}
