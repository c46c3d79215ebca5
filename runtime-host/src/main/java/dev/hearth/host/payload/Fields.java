package dev.hearth.host.payload;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The header fields and query parameters of a request, in the order sent. Stateless. */
final class Fields {

  private Fields() {}

  /** The values of each field; names in lower case. */
  static Map<String, List<String>> headers(Input.Http http) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (HeaderField field : http.headers()) {
      all.computeIfAbsent(field.name().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
          .add(field.value());
    }
    return all;
  }

  /** The values of each parameter, decoded; an escape that is none is kept as it was sent. */
  static Map<String, List<String>> query(Input.Http http) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String pair : http.query().split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        all.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
      }
    }
    return all;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }

  /** The last value of a field; empty if it was not sent. */
  static String last(Map<String, List<String>> fields, String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getLast();
  }

  /**
   * Who has sent the request, as far as a proxy before this host says it: the first of {@code
   * X-Forwarded-For}; empty if there is none.
   */
  static String sourceIp(Map<String, List<String>> headers) {
    List<String> values = headers.getOrDefault("x-forwarded-for", List.of());
    return values.isEmpty() ? "" : values.getFirst().split(",", 2)[0].strip();
  }
}
