package dev.hearth.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * HTTP header fields: names without regard to case, several values to a name, in order. Immutable.
 */
public final class Headers {

  private static final Headers EMPTY = new Headers(Map.of());

  private final Map<String, List<String>> values;

  private Headers(Map<String, List<String>> values) {
    this.values = values;
  }

  /** No header at all. */
  public static Headers empty() {
    return EMPTY;
  }

  /** The same headers with {@code value} added behind what {@code name} already has. */
  public Headers with(String name, String value) {
    Map<String, List<String>> copy = new TreeMap<>(values);
    List<String> list = new ArrayList<>(all(name));
    list.add(checked(name, value));
    copy.put(lower(name), List.copyOf(list));
    return new Headers(copy);
  }

  /** The same headers with {@code value} as the only one of {@code name}. */
  public Headers replacing(String name, String value) {
    Map<String, List<String>> copy = new TreeMap<>(values);
    copy.put(lower(name), List.of(checked(name, value)));
    return new Headers(copy);
  }

  /** The first value of {@code name}. */
  public Optional<String> first(String name) {
    List<String> list = all(name);
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(0));
  }

  /** Every value of {@code name}, in order; empty if there is none. */
  public List<String> all(String name) {
    return values.getOrDefault(lower(name), List.of());
  }

  /** All of them, names in lower case; unmodifiable. */
  public Map<String, List<String>> asMap() {
    return Collections.unmodifiableMap(values);
  }

  /** Headers from names and their values; names are taken without regard to case. */
  public static Headers of(Map<String, List<String>> map) {
    if (map.isEmpty()) {
      return EMPTY;
    }
    Map<String, List<String>> copy = new TreeMap<>();
    map.forEach((name, list) ->
        list.forEach(value ->
            copy.computeIfAbsent(lower(name), n -> new ArrayList<>(2)).add(checked(name, value))));
    copy.replaceAll((name, list) -> List.copyOf(list));
    return new Headers(copy);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String checked(String name, String value) {
    if (!isToken(name)) {
      throw new IllegalArgumentException("not a header name: \"" + printable(name) + "\"");
    }
    if (holdsControl(value)) {
      throw new IllegalArgumentException(
          "the value of header "
              + name
              + " holds a control character: \""
              + printable(value)
              + '"');
    }
    return value;
  }

  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isTokenCharacter(name.charAt(i))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  private static boolean holdsControl(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return true;
      }
    }
    return false;
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers headers && values.equals(headers.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
