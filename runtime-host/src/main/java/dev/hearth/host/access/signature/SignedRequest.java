package dev.hearth.host.access.signature;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a signature speaks of, but for the body.
 *
 * @param method as sent
 * @param path as sent, not decoded
 * @param query as sent, without question mark; empty if there was none
 * @param fields in the order sent, {@code host} among them
 */
public record SignedRequest(String method, String path, String query, List<Field> fields) {

  public SignedRequest {
    fields = List.copyOf(fields);
  }

  /** The values of a field, joined by commas; empty if it was not sent. */
  Optional<String> value(String name) {
    String values =
        fields.stream()
            .filter(field -> field.name().equalsIgnoreCase(name))
            .map(field -> collapsed(field.value()))
            .collect(Collectors.joining(","));
    return values.isEmpty() && !has(name) ? Optional.empty() : Optional.of(values);
  }

  private boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
  }

  /** Names of the fields whose meaning is AWS's own, in lower case. */
  List<String> amazonFields() {
    return fields.stream()
        .map(field -> field.name().toLowerCase(Locale.ROOT))
        .filter(name -> name.startsWith("x-amz-"))
        .toList();
  }

  /** Without white space at the ends, and with single spaces within. */
  private static String collapsed(String value) {
    StringBuilder text = new StringBuilder(value.length());
    boolean gap = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || c == '\t') {
        gap = true;
      } else {
        if (gap && !text.isEmpty()) {
          text.append(' ');
        }
        gap = false;
        text.append(c);
      }
    }
    return text.toString();
  }
}
