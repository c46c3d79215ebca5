package dev.hearth.host.sandbox.classloader.cloud.http;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a header field's value: {@code ; name=token} or {@code ; name="text"}. Stateless.
 */
final class FieldParameters {

  private FieldParameters() {}

  /** The value of a parameter, whose name's case does not count. */
  static Optional<String> value(String field, String name) {
    int at = field.indexOf(';');
    while (at >= 0) {
      Scan scan = new Scan(field, at + 1);
      String found = scan.name();
      String value = scan.value();
      if (found.equalsIgnoreCase(name) && value != null) {
        return Optional.of(value);
      }
      at = field.indexOf(';', scan.position);
    }
    return Optional.empty();
  }

  /** The value of a parameter in the form {@code name*=charset'language'percent-encoded}. */
  static Optional<String> extended(String field, String name) {
    return value(field, name + "*").flatMap(FieldParameters::decoded);
  }

  private static Optional<String> decoded(String value) {
    String[] parts = value.split("'", 3);
    try {
      return parts.length < 3
          ? Optional.empty()
          : Optional.of(URLDecoder.decode(parts[2].replace("+", "%2B"), Charset.forName(parts[0])));
    } catch (IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  /** A place in the field. */
  private static final class Scan {

    private final String field;
    private int position;

    Scan(String field, int position) {
      this.field = field;
      this.position = position;
    }

    String name() {
      int from = position;
      while (position < field.length() && "=;".indexOf(field.charAt(position)) < 0) {
        position++;
      }
      return field.substring(from, position).strip();
    }

    @Nullable String value() {
      if (position >= field.length() || field.charAt(position) == ';') {
        return null;
      }
      position++;
      while (position < field.length() && Character.isWhitespace(field.charAt(position))) {
        position++;
      }
      return position < field.length() && field.charAt(position) == '"' ? quoted() : token();
    }

    private String quoted() {
      StringBuilder text = new StringBuilder();
      position++;
      while (position < field.length() && field.charAt(position) != '"') {
        if (field.charAt(position) == '\\' && position + 1 < field.length()) {
          position++;
        }
        text.append(field.charAt(position++));
      }
      return text.toString();
    }

    private String token() {
      int from = position;
      while (position < field.length() && field.charAt(position) != ';') {
        position++;
      }
      return field.substring(from, position).strip();
    }
  }
}
