package dev.hearth.host.request;

/**
 * Bytes on their way from one thread to another, {@value #CAPACITY} at most. One thread puts and
 * one takes, at the same time; neither ever waits for the other, so that an event loop may be one
 * of them. The array is made with the first byte.
 */
final class ByteRing {

  static final int CAPACITY = 64 * 1024;

  private byte[] bytes = new byte[0];
  private volatile long put;
  private volatile long taken;

  /** Puts as many of the bytes as there is room for; gives how many. */
  int put(byte[] from, int offset, int length) {
    if (bytes.length == 0) {
      bytes = new byte[CAPACITY];
    }
    long at = put;
    int count = Math.min(length, CAPACITY - (int) (at - taken));
    int start = (int) (at % CAPACITY);
    int first = Math.min(count, CAPACITY - start);
    System.arraycopy(from, offset, bytes, start, first);
    System.arraycopy(from, offset + first, bytes, 0, count - first);
    put = at + count;
    return count;
  }

  /** Takes as many bytes as there are, {@code length} at most; gives how many. */
  int take(byte[] to, int offset, int length) {
    long at = taken;
    int count = Math.min(length, (int) (put - at));
    int start = (int) (at % CAPACITY);
    int first = Math.min(count, CAPACITY - start);
    System.arraycopy(bytes, start, to, offset, first);
    System.arraycopy(bytes, 0, to, offset + first, count - first);
    taken = at + count;
    return count;
  }

  /** How many bytes there are to be taken. */
  int available() {
    return (int) (put - taken);
  }

  /** How many bytes may be put. */
  int room() {
    return CAPACITY - available();
  }
}
