package dev.hearth.host.request.framing;

/** A set of bytes, as RFC 9110 and RFC 9112 name them; immutable. */
final class ByteSet {

  private static final String ALPHANUMERIC =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /** What methods, header names and chunk extensions consist of (RFC 9110, 5.6.2). */
  static final ByteSet TOKEN = new ByteSet().with(ALPHANUMERIC).with("!#$%&'*+-.^_`|~");

  /** Visible ASCII without the fragment sign, which is never sent. */
  static final ByteSet TARGET = new ByteSet().with(0x21, 0x22).with(0x24, 0x7E);

  /** What header values consist of, spaces and bytes beyond ASCII included (RFC 9110, 5.5). */
  static final ByteSet VALUE = new ByteSet().with("\t").with(0x20, 0x7E).with(0x80, 0xFF);

  /** Host names, addresses and ports (RFC 3986, 3.2.2), without the comma. */
  static final ByteSet HOST = new ByteSet().with(ALPHANUMERIC).with("-._~%!$&'()*+;=:[]");

  /** What stands unescaped between double quotes (RFC 9110, 5.6.4). */
  static final ByteSet QUOTED =
      new ByteSet().with("\t !").with(0x23, 0x5B).with(0x5D, 0x7E).with(0x80, 0xFF);

  private final boolean[] members = new boolean[256];

  private ByteSet() {}

  private ByteSet with(String ascii) {
    ascii.chars().forEach(c -> members[c] = true);
    return this;
  }

  private ByteSet with(int from, int to) {
    for (int i = from; i <= to; i++) {
      members[i] = true;
    }
    return this;
  }

  /** Whether the byte is in the set. */
  boolean has(byte b) {
    return members[b & 0xFF];
  }

  /** The index of the first byte from {@code from} that is not in the set, or {@code to}. */
  int past(byte[] in, int from, int to) {
    boolean[] set = members;
    int i = from;
    while (i < to && set[in[i] & 0xFF]) {
      i++;
    }
    return i;
  }
}
