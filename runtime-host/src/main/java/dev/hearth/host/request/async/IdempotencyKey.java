package dev.hearth.host.request.async;

import dev.hearth.host.request.CallHeaders;

/**
 * The field {@code Idempotency-Key} of the IETF draft of that name: a string in quotation marks as
 * RFC 8941 writes it, or the same without them, as most clients send it. Stateless.
 */
final class IdempotencyKey {

  /** The name of the field. */
  static final String FIELD = "Idempotency-Key";

  /** The longest key. */
  static final int LONGEST = 255;

  private IdempotencyKey() {}

  /**
   * Reads the field.
   *
   * @return 1 to 255 printable characters; the same for {@code "a"} and {@code a}
   * @throws IllegalArgumentException with a message for the caller
   */
  static String parse(String field) {
    String text = field.strip();
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    String key = quoted ? unquoted(text) : text;
    if (key.isEmpty() || key.length() > LONGEST || !(quoted || isBare(key))) {
      throw wrong(field);
    }
    return key;
  }

  private static String unquoted(String text) {
    StringBuilder key = new StringBuilder(text.length());
    int end = text.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        c = i < end ? text.charAt(i) : ' ';
        if (c != '\\' && c != '"') {
          throw wrong(text);
        }
      } else if (c == '"' || c < ' ' || c > '~') {
        throw wrong(text);
      }
      key.append(c);
    }
    return key.toString();
  }

  /** A comma would be two fields that somebody has joined. */
  private static boolean isBare(String key) {
    return key.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != ',' && c != '\\');
  }

  private static IllegalArgumentException wrong(String field) {
    return new IllegalArgumentException(
        FIELD
            + " wants one key of 1 to "
            + LONGEST
            + " printable characters, such as \"8e03978e-40d5-43dd-bc93-6894a57f9324\", not "
            + CallHeaders.shown(field));
  }
}
