package dev.hearth.host.admin.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the header lines of one part, in whatever pieces they come; owned by the reader. Lines
 * end with CR LF and nothing else.
 */
final class HeadLines {

  private static final int MOST_BYTES = 8 * 1024;

  private final List<String> lines = new ArrayList<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean atReturn;
  private boolean done;
  private int size;

  /** Whether the empty line has been read. */
  boolean done() {
    return done;
  }

  /** The lines, when all are read. */
  List<String> lines() {
    return lines;
  }

  /**
   * Reads on, at most to the end of the head.
   *
   * @return the index behind the last byte read
   */
  int read(byte[] in, int from, int to) throws MultipartException {
    int i = from;
    while (i < to && !done) {
      read(in[i++]);
    }
    return i;
  }

  private void read(byte b) throws MultipartException {
    if (++size > MOST_BYTES) {
      throw new MultipartException("the header lines of a part have more than 8KiB");
    }
    if (atReturn != (b == '\n')) {
      throw new MultipartException("a header line of a part does not end with CR LF");
    }
    if (b == '\n') {
      atReturn = false;
      endLine();
    } else if (b == '\r') {
      atReturn = true;
    } else if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7F) {
      throw new MultipartException("a header line of a part has a control character");
    } else {
      line.write(b);
    }
  }

  private void endLine() throws MultipartException {
    String text = line.toString(UTF_8);
    line.reset();
    if (text.isEmpty()) {
      done = true;
    } else if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
      throw new MultipartException("a header line of a part goes on in the next line");
    } else {
      lines.add(text);
    }
  }
}
