package dev.hearth.host.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Finds the status and the end of an HTTP/1.1 answer. Used by the generator's thread. */
final class AnswerReader {

  private static final int LONGEST_HEAD = 64 * 1024;

  private byte[] head = new byte[512];
  private int headLength;
  private boolean inBody;
  private int status;
  private boolean closes;
  private boolean chunked;
  private long left;
  private Chunks chunks = new Chunks();

  /** Begins with the next answer. */
  void reset() {
    headLength = 0;
    inBody = false;
    chunks = new Chunks();
  }

  /** The status of the answer that has been read. */
  int status() {
    return status;
  }

  /** Whether the server closes the connection after this answer. */
  boolean closes() {
    return closes;
  }

  /** Whether the end of the connection is the proper end of the answer. */
  boolean endsWithConnection() {
    return inBody && left == Long.MAX_VALUE;
  }

  /** Takes what has come; true when the answer is complete. */
  boolean take(ByteBuffer in) throws IOException {
    while (!inBody && in.hasRemaining()) {
      takeHead(in.get());
    }
    if (!inBody) {
      return false;
    }
    if (chunked) {
      return chunks.take(in);
    }
    long skipped = Math.min(left, in.remaining());
    in.position(in.position() + (int) skipped);
    if (left != Long.MAX_VALUE) {
      left -= skipped;
    }
    return left == 0;
  }

  private void takeHead(byte next) throws IOException {
    if (headLength == head.length) {
      if (headLength >= LONGEST_HEAD) {
        throw new IOException("the head of an answer is over " + LONGEST_HEAD + " bytes");
      }
      head = Arrays.copyOf(head, headLength * 2);
    }
    head[headLength++] = next;
    if (next == '\n' && headLength >= 4 && head[headLength - 3] == '\n') {
      endOfHead();
    }
  }

  private void endOfHead() throws IOException {
    String text =
        new String(head, 0, headLength, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    if (!text.startsWith("http/1.")) {
      throw new IOException("this is no HTTP/1.1 answer: " + text);
    }
    status = Integer.parseInt(text.substring(9, 12));
    closes = text.contains("\r\nconnection: close\r\n");
    chunked = text.contains("\r\ntransfer-encoding: chunked\r\n");
    left = status == 204 || status == 304 ? 0 : length(text);
    inBody = true;
  }

  private static long length(String head) {
    String name = "\r\ncontent-length:";
    int at = head.indexOf(name);
    return at < 0
        ? Long.MAX_VALUE
        : Long.parseLong(head.substring(at + name.length(), head.indexOf('\r', at + 2)).strip());
  }
}
