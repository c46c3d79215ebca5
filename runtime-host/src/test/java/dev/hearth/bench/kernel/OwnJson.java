package dev.hearth.bench.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Reads and writes a JSON text of some 30 kB with a small parser of its own. */
public final class OwnJson implements IntSupplier {

  private final String text = text();

  private static String text() {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < 250; i++) {
      out.append(i == 0 ? "" : ",")
          .append("{\"id\":")
          .append(i)
          .append(",\"name\":\"order \\\"")
          .append(i * 7)
          .append("\\\"\",\"lines\":[1,22,333,-4444],\"paid\":")
          .append(i % 3 == 0)
          .append(",\"price\":")
          .append(i * 1.25)
          .append(",\"note\":null}");
    }
    return out.append(']').toString();
  }

  @Override
  public int getAsInt() {
    StringBuilder out = new StringBuilder(text.length());
    write(new Reader(text).value(), out);
    return out.toString().hashCode();
  }

  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case String string -> quote(string, out);
      case List<?> list -> {
        char before = '[';
        for (Object element : list) {
          out.append(before);
          write(element, out);
          before = ',';
        }
        out.append(']');
      }
      case Map<?, ?> map -> {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(before);
          quote((String) entry.getKey(), out);
          out.append(':');
          write(entry.getValue(), out);
          before = ',';
        }
        out.append('}');
      }
      case Word word -> out.append(word.text());
      default -> out.append(value);
    }
  }

  private static void quote(String string, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }

  /** True, false or null. */
  private record Word(String text) {}

  private static final class Reader {

    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Object value() {
      return switch (text.charAt(at)) {
        case '"' -> string();
        case '[' -> array();
        case '{' -> object();
        case 't', 'f', 'n' -> word();
        default -> number();
      };
    }

    private List<Object> array() {
      List<Object> values = new ArrayList<>();
      do {
        at++;
        values.add(value());
      } while (text.charAt(at) == ',');
      at++;
      return values;
    }

    private Map<String, Object> object() {
      Map<String, Object> members = new LinkedHashMap<>();
      do {
        at++;
        String name = string();
        at++;
        members.put(name, value());
      } while (text.charAt(at) == ',');
      at++;
      return members;
    }

    private String string() {
      StringBuilder out = new StringBuilder();
      at++;
      while (text.charAt(at) != '"') {
        if (text.charAt(at) == '\\') {
          at++;
        }
        out.append(text.charAt(at++));
      }
      at++;
      return out.toString();
    }

    private Object word() {
      int from = at;
      while (Character.isLetter(text.charAt(at))) {
        at++;
      }
      return new Word(text.substring(from, at));
    }

    private Object number() {
      int from = at;
      boolean whole = true;
      for (char c = text.charAt(at); c == '-' || c == '.' || Character.isDigit(c); ) {
        whole &= c != '.';
        c = text.charAt(++at);
      }
      String digits = text.substring(from, at);
      if (whole) {
        return Integer.valueOf(digits);
      }
      return Double.valueOf(digits);
    }
  }
}
