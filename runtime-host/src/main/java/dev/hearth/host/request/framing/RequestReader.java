package dev.hearth.host.request.framing;

import io.netty.buffer.ByteBuf;

/**
 * Finds where each request of a connection ends and refuses what has no certain end; owned by its
 * connection's event loop.
 */
final class RequestReader {

  private enum Part {
    LINE,
    FIELDS,
    SIZED_BODY,
    CHUNKS,
    TRAILERS,
    DONE
  }

  private final Framing framing = new Framing();
  private final RequestLine line;
  private final FieldLines fields;
  private final Chunks chunks = new Chunks();

  /** Bytes are looked at in an array: buffers outside the heap are slow byte by byte. */
  private final byte[] window = new byte[512];

  private Part part = Part.LINE;
  private long remaining;

  /** Reads within these limits. */
  RequestReader(WireLimits limits) {
    line = new RequestLine(limits.maxInitialLine());
    fields = new FieldLines(limits.maxHeaderBytes(), framing);
  }

  /** Goes on to the request behind the one that is done. */
  void next() {
    line.reset();
    part = Part.LINE;
  }

  /** Whether no byte of a request is waiting for the rest of it. */
  boolean between() {
    return part == Part.LINE && line.blank();
  }

  /** Whether the head has been read, and not yet the whole body. */
  boolean inBody() {
    return part == Part.SIZED_BODY || part == Part.CHUNKS || part == Part.TRAILERS;
  }

  /** Whether the request has been read to its end. */
  boolean done() {
    return part == Part.DONE;
  }

  /** What the head said; of use from its end to {@link #next}. */
  Framing framing() {
    return framing;
  }

  /**
   * Reads on, at most to the end of the request.
   *
   * @return the index behind the last byte read
   */
  int read(ByteBuf in, int from, int to) throws FramingException {
    int i = from;
    while (i < to && part != Part.DONE) {
      i =
          switch (part) {
            case LINE -> line(in, i, to);
            case FIELDS -> fields(in, i, to);
            case SIZED_BODY -> sizedBody(i, to);
            case CHUNKS -> chunks(in, i, to);
            case TRAILERS -> trailers(in, i, to);
            case DONE -> i;
          };
    }
    return i;
  }

  private int copy(ByteBuf in, int from, int to) {
    int copied = Math.min(window.length, to - from);
    in.getBytes(from, window, 0, copied);
    return copied;
  }

  private int line(ByteBuf in, int from, int to) throws FramingException {
    int read = line.read(window, 0, copy(in, from, to));
    if (line.done()) {
      framing.reset();
      fields.startHead();
      part = Part.FIELDS;
    }
    return from + read;
  }

  private int fields(ByteBuf in, int from, int to) throws FramingException {
    int read = fields.read(window, 0, copy(in, from, to));
    if (fields.done()) {
      framing.check(line.http10());
      part = body();
    }
    return from + read;
  }

  private Part body() {
    if (framing.chunked()) {
      chunks.reset();
      return Part.CHUNKS;
    }
    remaining = framing.contentLength();
    return remaining == 0 ? Part.DONE : Part.SIZED_BODY;
  }

  private int sizedBody(int from, int to) {
    int skipped = (int) Math.min(remaining, to - from);
    remaining -= skipped;
    if (remaining == 0) {
      part = Part.DONE;
    }
    return from + skipped;
  }

  private int chunks(ByteBuf in, int from, int to) throws FramingException {
    int i = chunks.read(in, from, to);
    if (chunks.done()) {
      fields.startTrailers();
      part = Part.TRAILERS;
    }
    return i;
  }

  private int trailers(ByteBuf in, int from, int to) throws FramingException {
    int read = fields.read(window, 0, copy(in, from, to));
    if (fields.done()) {
      part = Part.DONE;
    }
    return from + read;
  }
}
