package dev.hearth.host.sandbox.polyglot.truffle;

import java.util.Map;
import java.util.StringJoiner;

/** The little JSON that is written in this layer (RFC 8259). Stateless. */
final class Json {

  private Json() {}

  /** An object whose values are texts. */
  static String object(Map<String, String> members) {
    StringJoiner object = new StringJoiner(",", "{", "}");
    members.forEach((name, value) -> object.add(text(name) + ":" + text(value)));
    return object.toString();
  }

  /** A text in quotation marks. */
  static String text(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
    value
        .chars()
        .forEach(c -> {
          if (c < ' ' || c == '"' || c == '\\') {
            quoted.append("\\u%04x".formatted(c));
          } else {
            quoted.append((char) c);
          }
        });
    return quoted.append('"').toString();
  }
}
