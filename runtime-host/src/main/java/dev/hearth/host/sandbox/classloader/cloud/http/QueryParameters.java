package dev.hearth.host.sandbox.classloader.cloud.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a query apart as forms write it. Stateless. */
final class QueryParameters {

  private QueryParameters() {}

  /**
   * The parameters by name, decoded, each with its values in the order sent.
   *
   * @throws IllegalArgumentException when something is not percent-encoded UTF-8
   */
  static Map<String, List<String>> of(String query) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        all.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
      }
    }
    all.replaceAll((_, values) -> Collections.unmodifiableList(values));
    return Collections.unmodifiableMap(all);
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '+' -> bytes.write(' ');
        case '%' -> {
          bytes.write(hex(text, i + 1));
          i += 2;
        }
        default -> bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new IllegalArgumentException("\"" + text + "\" in the query is not UTF-8", notUtf8);
    }
  }

  private static int hex(String text, int at) {
    int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(text.charAt(at + 1), 16);
    if (low < 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" in the query has a % that is not followed by two hexadecimal digits");
    }
    return high << 4 | low;
  }
}
