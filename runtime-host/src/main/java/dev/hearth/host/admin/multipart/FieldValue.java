package dev.hearth.host.admin.multipart;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The value of a header field and its parameters, as in {@code form-data; name="artifact"} (RFC
 * 2045, section 5.1; RFC 2183, section 2).
 *
 * @param value what stands before the first semicolon, in lower case
 * @param parameters their values by their names in lower case, without quotes
 */
record FieldValue(String value, Map<String, String> parameters) {

  /** Reads a value; a parameter that comes twice is refused, for it has no certain meaning. */
  static FieldValue parse(String text) throws MultipartException {
    return new Cursor(text).read();
  }

  private static final class Cursor {

    private final String text;
    private int at;

    Cursor(String text) {
      this.text = text;
    }

    FieldValue read() throws MultipartException {
      String value = until(";").strip().toLowerCase(Locale.ROOT);
      Map<String, String> parameters = new LinkedHashMap<>();
      while (at < text.length()) {
        at++; // the semicolon
        skipSpace();
        if (at < text.length() && text.charAt(at) != ';') {
          parameter(parameters);
        }
      }
      return new FieldValue(value, parameters);
    }

    private void parameter(Map<String, String> parameters) throws MultipartException {
      String name = until("=;\" \t").toLowerCase(Locale.ROOT);
      if (name.isEmpty() || at == text.length() || text.charAt(at) != '=') {
        throw wrong();
      }
      at++;
      boolean quoted = at < text.length() && text.charAt(at) == '"';
      String value = quoted ? quoted() : until(";\" \t");
      skipSpace();
      boolean ends = at == text.length() || text.charAt(at) == ';';
      if (!ends || parameters.putIfAbsent(name, value) != null) {
        throw wrong();
      }
    }

    private String quoted() throws MultipartException {
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\') {
          at++;
        }
        if (at < text.length()) {
          value.append(text.charAt(at));
        }
      }
      if (at >= text.length()) {
        throw wrong();
      }
      at++;
      return value.toString();
    }

    private String until(String ends) {
      int from = at;
      while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(from, at);
    }

    private void skipSpace() {
      while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private MultipartException wrong() {
      return new MultipartException(
          "the parameters of \"" + text + "\" must be name=value or name=\"value\", each once");
    }
  }
}
