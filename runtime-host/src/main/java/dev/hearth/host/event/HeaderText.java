package dev.hearth.host.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Texts of attributes as values of header fields: section 3.1.3.2 of the binding. Stateless. */
final class HeaderText {

  private HeaderText() {}

  /** All but the printable characters of ASCII, less space, quote and percent sign. */
  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '"' && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  /**
   * Takes off quotes, then percent signs, once. A percent sign without two hexadecimal digits
   * stands for itself: there are senders that encode nothing.
   *
   * @throws MalformedEventException when what is encoded is not UTF-8
   */
  static String decoded(String name, String value) throws MalformedEventException {
    String text = unquoted(value);
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (isEscape(text, end)) {
        end += 3;
      }
      if (end > at) {
        decoded.append(utf8(name, text, at, end));
        at = end;
      } else {
        decoded.append(text.charAt(at++));
      }
    }
    return decoded.toString();
  }

  private static String unquoted(String value) {
    if (value.length() < 2 || value.charAt(0) != '"' || !value.endsWith("\"")) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 1; i < value.length() - 1; i++) {
      boolean escapes = value.charAt(i) == '\\' && i + 1 < value.length() - 1;
      text.append(value.charAt(escapes ? ++i : i));
    }
    return text.toString();
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && text.charAt(at) == '%'
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2));
  }

  private static String utf8(String name, String text, int from, int to)
      throws MalformedEventException {
    ByteBuffer bytes = ByteBuffer.allocate((to - from) / 3);
    for (int at = from; at < to; at += 3) {
      bytes.put((byte) HexFormat.fromHexDigits(text, at + 1, at + 3));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException notUtf8) {
      throw MalformedEventException.malformed(
          "the field ce-"
              + name
              + " holds "
              + text.substring(from, to)
              + ", which is not the UTF-8 of any text");
    }
  }
}
