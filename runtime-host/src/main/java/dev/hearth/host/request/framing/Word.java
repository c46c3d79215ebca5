package dev.hearth.host.request.framing;

/** The first bytes of an element that may come in pieces; owned by its connection's event loop. */
final class Word {

  private final byte[] bytes;
  private int length;

  /** Keeps as many bytes as given; it goes on counting beyond. */
  Word(int capacity) {
    bytes = new byte[capacity];
  }

  /** Forgets all. */
  void clear() {
    length = 0;
  }

  /** Adds the bytes from {@code from} up to {@code to}. */
  void append(byte[] in, int from, int to) {
    int kept = Math.min(to - from, bytes.length - length);
    if (kept > 0) {
      System.arraycopy(in, from, bytes, length, kept);
    }
    length += to - from;
  }

  /** Adds one byte. */
  void append(byte b) {
    if (length < bytes.length) {
      bytes[length] = b;
    }
    length++;
  }

  /** How many bytes were added, kept or not. */
  int length() {
    return length;
  }

  /** Whether it is exactly this text. */
  boolean is(String text) {
    return length == text.length() && startsWith(text, 0);
  }

  /** Whether it begins with exactly this text. */
  boolean starts(String text) {
    return length >= text.length() && startsWith(text, 0);
  }

  /** Whether it is this lower-case text in any case. */
  boolean isIgnoringCase(String lower) {
    return length == lower.length() && startsWith(lower, 0x20);
  }

  /** Whether it begins with this lower-case text in any case. */
  boolean startsIgnoringCase(String lower) {
    return length >= lower.length() && startsWith(lower, 0x20);
  }

  /** The kept byte at an index. */
  byte at(int index) {
    return bytes[index];
  }

  private boolean startsWith(String text, int caseBit) {
    if (text.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char wanted = text.charAt(i);
      int bit = wanted >= 'a' && wanted <= 'z' ? caseBit : 0;
      if ((bytes[i] | bit) != wanted) {
        return false;
      }
    }
    return true;
  }
}
