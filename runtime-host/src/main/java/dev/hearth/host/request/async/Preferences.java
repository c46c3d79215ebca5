package dev.hearth.host.request.async;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a client would like, in the field {@code Prefer} of <a
 * href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240</a>. What cannot be read counts as not
 * said, for a preference never makes a request fail. Stateless.
 */
final class Preferences {

  /** The name of the field. */
  static final String PREFER = "Prefer";

  /** The caller does not wait for the result. */
  static final String RESPOND_ASYNC = "respond-async";

  private Preferences() {}

  /**
   * Whether one of the fields asks not to wait for the result.
   *
   * @param fields the value of each {@code Prefer} field
   */
  static boolean respondAsync(List<String> fields) {
    return fields.stream()
        .flatMap(field -> split(field, ',').stream())
        .anyMatch(Preferences::isRespondAsync);
  }

  /** An empty value is as good as none, section 2 of the RFC. */
  private static boolean isRespondAsync(String preference) {
    String first = split(preference, ';').getFirst().strip();
    int equals = first.indexOf('=');
    String name = equals < 0 ? first : first.substring(0, equals).strip();
    String value = equals < 0 ? "" : first.substring(equals + 1).strip();
    return name.toLowerCase(Locale.ROOT).equals(RESPOND_ASYNC)
        && (value.isEmpty() || value.equals("\"\""));
  }

  /** Splits where {@code separator} stands outside of quotation marks; gives one part at least. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
