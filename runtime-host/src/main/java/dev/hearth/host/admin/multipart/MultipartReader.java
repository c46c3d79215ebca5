package dev.hearth.host.admin.multipart;

/**
 * Takes a form's multipart body apart while it comes (RFC 2046, section 5.1.1, and RFC 7578), and
 * gives the same parts in whatever pieces it comes. Owned by one thread, usually an event loop.
 *
 * <p>It keeps nothing but the header lines of a part, 8KiB at most. What has no certain meaning is
 * refused: lines that do not end with CR LF, text behind a boundary, a parameter that comes twice.
 * What stands before the first and behind the last boundary is passed over.
 *
 * @param <E> what ends the reading when a part is not wanted
 */
public final class MultipartReader<E extends Exception> {

  private enum Place {
    PREAMBLE,
    BOUNDARY_LINE,
    HEAD,
    CONTENT,
    EPILOGUE
  }

  private final Boundary boundary;
  private final byte[] delimiter;
  private final PartSink<E> sink;
  private Place place = Place.PREAMBLE;
  private ContentScan<E> content;
  private BoundaryLine line = new BoundaryLine();
  private HeadLines head = new HeadLines();

  /** Gives the parts of a body with this boundary to {@code sink}. */
  public MultipartReader(Boundary boundary, PartSink<E> sink) {
    this.boundary = boundary;
    this.delimiter = boundary.delimiter();
    this.sink = sink;
    this.content = new ContentScan<>(delimiter, (_, _, _) -> {});
  }

  /**
   * Reads on. Nothing may be read after an exception.
   *
   * @param from the first byte
   * @param to behind the last byte
   * @throws MultipartException when the body is not as it must be
   * @throws E when the sink does not want a part
   */
  public void read(byte[] in, int from, int to) throws MultipartException, E {
    int i = from;
    while (i < to) {
      i =
          switch (place) {
            case PREAMBLE, CONTENT -> content(in, i, to);
            case BOUNDARY_LINE -> boundaryLine(in, i, to);
            case HEAD -> head(in, i, to);
            case EPILOGUE -> to;
          };
    }
  }

  /**
   * The body has come to its end.
   *
   * @throws MultipartException when it has no last boundary
   */
  public void end() throws MultipartException {
    if (place == Place.PREAMBLE) {
      throw new MultipartException(
          "no line of it begins with the boundary that its Content-Type names, --"
              + boundary.text());
    }
    boolean complete = place == Place.EPILOGUE || (place == Place.BOUNDARY_LINE && line.mayBeAll());
    if (!complete) {
      throw new MultipartException(
          "a part of it has no end: the line --" + boundary.text() + "-- has not come");
    }
  }

  private int content(byte[] in, int from, int to) throws E {
    int read = content.read(in, from, to);
    if (content.done()) {
      line = new BoundaryLine();
      place = Place.BOUNDARY_LINE;
    }
    return read;
  }

  private int boundaryLine(byte[] in, int from, int to) throws MultipartException {
    int i = from;
    while (i < to && place == Place.BOUNDARY_LINE) {
      line.read(in[i++]);
      if (line.partFollows()) {
        head = new HeadLines();
        place = Place.HEAD;
      } else if (line.nothingFollows()) {
        place = Place.EPILOGUE;
      }
    }
    return i;
  }

  private int head(byte[] in, int from, int to) throws MultipartException, E {
    int read = head.read(in, from, to);
    if (head.done()) {
      sink.begin(PartHead.of(head.lines()));
      content = new ContentScan<>(delimiter, sink::content);
      place = Place.CONTENT;
    }
    return read;
  }
}
