package dev.hearth.host.request.lambda;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All operations on Lambda paths. Immutable; any event loop may use it. */
final class LambdaRoutes {

  /** Routes of one method with the pattern read once. */
  private record Entry(PathPattern pattern, LambdaRoute route) {}

  private final Map<String, List<Entry>> byMethod;

  /**
   * A table of these.
   *
   * @throws IllegalArgumentException when two are at the same place
   */
  LambdaRoutes(Collection<LambdaRoute> routes) {
    Set<String> places = new HashSet<>();
    for (LambdaRoute route : routes) {
      if (!places.add(route.method() + " " + route.pattern().replaceAll("\\{[^}]*}", "{}"))) {
        throw new IllegalArgumentException(
            "two operations at " + route.method() + " " + route.pattern());
      }
    }
    this.byMethod =
        routes.stream()
            .map(route -> new Entry(PathPattern.of(route.pattern()), route))
            .collect(Collectors.groupingBy(entry -> entry.route().method()));
  }

  /** The operation that a request asks for. */
  Optional<LambdaRoute.Match> find(String method, LambdaPath path) {
    for (Entry entry : byMethod.getOrDefault(method, List.of())) {
      Optional<Map<String, String>> values = entry.pattern().match(path);
      if (values.isPresent()) {
        return Optional.of(new LambdaRoute.Match(entry.route().handling(), values.get()));
      }
    }
    return Optional.empty();
  }

  /** The methods that a path takes, sorted. */
  List<String> methodsOf(LambdaPath path) {
    List<String> methods = new ArrayList<>();
    byMethod.keySet().stream()
        .sorted()
        .filter(method -> find(method, path).isPresent())
        .forEach(methods::add);
    return methods;
  }
}
