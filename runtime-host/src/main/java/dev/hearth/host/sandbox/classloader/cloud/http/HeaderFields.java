package dev.hearth.host.sandbox.classloader.cloud.http;

import dev.hearth.host.invocation.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Header fields in the form of the API: by name, whose case does not count. Stateless. */
public final class HeaderFields {

  private HeaderFields() {}

  /** A new map that the function may keep, each name as it came first. */
  static Map<String, List<String>> byName(List<HeaderField> fields) {
    Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HeaderField field : fields) {
      map.computeIfAbsent(field.name(), _ -> new ArrayList<>(1)).add(field.value());
    }
    return map;
  }

  /** The first value of a field. */
  public static Optional<String> first(List<HeaderField> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(HeaderField::value)
        .findFirst();
  }
}
