package dev.hearth.host.admin.multipart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * What a reader makes of a body, its bytes written as ISO 8859-1.
 *
 * @param parts as far as they were given
 * @param refusal why it was not read to its end; empty if it was
 */
record Read(List<Part> parts, String refusal) {

  static final Boundary BOUNDARY = new Boundary("-edge");

  /** A part of a body. */
  record Part(String name, boolean file, String content) {}

  /** Reads a body that comes in pieces. */
  static Read pieces(List<String> pieces) {
    Collector parts = new Collector();
    MultipartReader<IllegalStateException> reader = new MultipartReader<>(BOUNDARY, parts);
    String refusal = "";
    try {
      for (String piece : pieces) {
        byte[] padded = ("\r\n" + piece + "\r\n--").getBytes(ISO_8859_1);
        reader.read(padded, 2, 2 + piece.length());
      }
      reader.end();
    } catch (MultipartException e) {
      refusal = String.valueOf(e.getMessage());
    }
    return new Read(parts.all(), refusal);
  }

  /** Reads a body that comes in one piece. */
  static Read whole(String body) {
    return pieces(List.of(body));
  }

  /** Reads a body that comes in two pieces. */
  static Read cutAt(int index, String body) {
    return pieces(List.of(body.substring(0, index), body.substring(index)));
  }

  /** Reads a body whose bytes come in pieces of this size. */
  static Read inStepsOf(int bytes, String body) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < body.length(); at += bytes) {
      pieces.add(body.substring(at, Math.min(body.length(), at + bytes)));
    }
    return pieces(pieces);
  }

  private static final class Collector implements PartSink<IllegalStateException> {

    private final List<PartHead> heads = new ArrayList<>();
    private final List<StringBuilder> contents = new ArrayList<>();

    @Override
    public void begin(PartHead head) {
      heads.add(head);
      contents.add(new StringBuilder());
    }

    @Override
    public void content(byte[] bytes, int from, int to) {
      if (from >= to) {
        throw new IllegalStateException("nothing was given as content");
      }
      contents.getLast().append(new String(bytes, from, to - from, ISO_8859_1));
    }

    List<Part> all() {
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < heads.size(); i++) {
        PartHead head = heads.get(i);
        parts.add(new Part(head.name(), head.file(), contents.get(i).toString()));
      }
      return parts;
    }
  }
}
