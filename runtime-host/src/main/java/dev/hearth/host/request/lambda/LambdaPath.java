package dev.hearth.host.request.lambda;

import dev.hearth.host.access.signature.PercentCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path in decoded segments; a slash at its end says nothing.
 *
 * @param segments without slashes between them, though one may hold an encoded slash
 */
public record LambdaPath(List<String> segments) {

  public LambdaPath {
    segments = List.copyOf(segments);
  }

  /** Reads a path as it was sent; empty when it is malformed. */
  public static Optional<LambdaPath> parse(String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    String inner =
        path.substring(1, path.endsWith("/") ? Math.max(1, path.length() - 1) : path.length());
    List<String> segments = new ArrayList<>();
    for (String segment : inner.split("/", -1)) {
      Optional<String> decoded = PercentCode.decode(segment);
      if (decoded.isEmpty()) {
        return Optional.empty();
      }
      segments.add(decoded.get());
    }
    return Optional.of(new LambdaPath(segments));
  }

  /** For messages. */
  String text() {
    return "/" + String.join("/", segments);
  }

  /** Reads a query as it was sent, without question mark; empty when it is malformed. */
  public static Optional<Map<String, List<String>>> query(String query) {
    Map<String, List<String>> members = new HashMap<>();
    for (String member : query.split("&", -1)) {
      if (member.isEmpty()) {
        continue;
      }
      int equals = member.indexOf('=');
      Optional<String> name = PercentCode.decode(equals < 0 ? member : member.substring(0, equals));
      Optional<String> value = PercentCode.decode(equals < 0 ? "" : member.substring(equals + 1));
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      members.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
    }
    return Optional.of(members);
  }
}
