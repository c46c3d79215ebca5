package dev.hearth.host.sandbox.classloader.cloud.http;

/** What can stand in a header field (RFC 9110, 5.1 and 5.5). Stateless. */
final class HeaderText {

  private static final String OTHER_TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

  private HeaderText() {}

  /**
   * The name itself.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String name(String name) {
    if (name.isEmpty() || !name.chars().allMatch(HeaderText::isOfToken)) {
      throw new IllegalArgumentException("\"" + name + "\" cannot be the name of a header field");
    }
    return name;
  }

  private static boolean isOfToken(int c) {
    return c < 0x7F && (Character.isLetterOrDigit(c) || OTHER_TOKEN_CHARACTERS.indexOf(c) >= 0);
  }

  /** The value with a space in place of what cannot be sent, as functions-framework-java does. */
  static String sendable(String value) {
    StringBuilder text = new StringBuilder(value.length());
    value.chars().forEach(c -> text.append(isSendable(c) ? (char) c : ' '));
    return text.toString().strip();
  }

  private static boolean isSendable(int c) {
    return c == '\t' || (c >= ' ' && c != 0x7F && c <= 0xFF);
  }
}
