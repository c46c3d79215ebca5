package dev.hearth.host.request.lambda;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of an operation, as in {@code /2015-03-31/functions/{FunctionName}/code}: a segment in
 * braces is a place that takes any segment which is not empty. Immutable.
 */
final class PathPattern {

  private final List<String> segments;

  private PathPattern(List<String> segments) {
    this.segments = segments;
  }

  /** The pattern that is written so. */
  static PathPattern of(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash, not so " + text);
    }
    return new PathPattern(List.copyOf(Arrays.asList(text.substring(1).split("/", -1))));
  }

  private static boolean isPlace(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /** What stands in the places of {@code path}; empty if it is another path. */
  Optional<Map<String, String>> match(LambdaPath path) {
    List<String> given = path.segments();
    if (given.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String wanted = segments.get(i);
      String found = given.get(i);
      if (isPlace(wanted) && !found.isEmpty()) {
        values.put(wanted.substring(1, wanted.length() - 1), found);
      } else if (!wanted.equals(found)) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
