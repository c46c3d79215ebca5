package dev.hearth.host.admin.multipart;

/**
 * Tells content from the delimiter behind it, in whatever pieces both come; owned by the reader. It
 * keeps no bytes: what may be the beginning of a delimiter is known from how much of it has come.
 *
 * <p>A delimiter has one CR, at its beginning, so a byte that does not go on with it can only begin
 * a new one.
 *
 * @param <E> what ends the reading when the content is not wanted
 */
final class ContentScan<E extends Exception> {

  /** Where content goes. */
  @FunctionalInterface
  interface Taker<E extends Exception> {
    void take(byte[] bytes, int from, int to) throws E;
  }

  /** The end of the line before the content may be that of a delimiter before nothing. */
  private static final int LINE_END = 2;

  private final byte[] delimiter;
  private final Taker<E> taker;
  private int matched = LINE_END;

  /** How many of the matched bytes are not content, even if no delimiter follows. */
  private int foreign = LINE_END;

  /** Gives to {@code taker} what stands before the delimiter. */
  ContentScan(byte[] delimiter, Taker<E> taker) {
    this.delimiter = delimiter;
    this.taker = taker;
  }

  /** Whether the delimiter has been read. */
  boolean done() {
    return matched == delimiter.length;
  }

  /**
   * Reads on, at most to the end of the delimiter.
   *
   * @return the index behind the last byte read
   */
  int read(byte[] in, int from, int to) throws E {
    int held = matched; // came in earlier pieces
    int i = from;
    while (i < to && !done()) {
      byte b = in[i++];
      if (b == delimiter[matched]) {
        matched++;
      } else if (matched > 0) {
        release(held);
        held = 0;
        matched = b == '\r' ? 1 : 0;
      }
    }
    if (held == 0) {
      take(in, from, i - matched);
    }
    return i;
  }

  /** Bytes that were held back are content after all. */
  private void release(int held) throws E {
    take(delimiter, foreign, held);
    foreign = 0;
  }

  private void take(byte[] bytes, int from, int to) throws E {
    if (from < to) {
      taker.take(bytes, from, to);
    }
  }
}
