package dev.hearth.host.sandbox.polyglot.binding;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A request as the environment of a command, by the names of CGI (RFC 3875, 4.1). Stateless. */
final class CommandVariables {

  /** Has ways of its own, or would be taken for something else (httpoxy). */
  private static final Set<String> LEFT_OUT =
      Set.of("authorization", "content-length", "content-type", "proxy");

  private CommandVariables() {}

  /** Of something that is no request. */
  static Map<String, String> none() {
    return Map.of();
  }

  static Map<String, String> of(Input.Http http, int bodyBytes) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("GATEWAY_INTERFACE", "CGI/1.1");
    all.put("REQUEST_METHOD", http.method());
    all.put("PATH_INFO", http.path());
    all.put("QUERY_STRING", http.query());
    all.put("CONTENT_LENGTH", Integer.toString(bodyBytes));
    http.values("content-type").stream()
        .findFirst()
        .ifPresent(type -> all.put("CONTENT_TYPE", type));
    for (HeaderField field : http.headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!LEFT_OUT.contains(name)) {
        String variable = "HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        all.merge(variable, field.value(), (first, next) -> first + ", " + next);
      }
    }
    return all;
  }
}
