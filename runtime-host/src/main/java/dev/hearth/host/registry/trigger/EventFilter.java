package dev.hearth.host.registry.trigger;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Tells which events a function wants. The dialects are those of the <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/subscriptions/spec.md#324-filters">CloudEvents
 * subscriptions specification</a>, without its SQL.
 */
public sealed interface EventFilter {

  /**
   * Whether an event passes.
   *
   * @param attribute the text of an attribute of the event by its name; empty if it has none
   */
  boolean passes(Function<String, Optional<String>> attribute);

  private static boolean haveAll(
      Map<String, String> wanted,
      Function<String, Optional<String>> attribute,
      BiPredicate<String, String> fits) {
    return wanted.entrySet().stream()
        .allMatch(want ->
            attribute
                .apply(want.getKey())
                .filter(value -> fits.test(value, want.getValue()))
                .isPresent());
  }

  /** All of the attributes have exactly these values. */
  record Exact(Map<String, String> attributes) implements EventFilter {
    public Exact {
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    @Override
    public boolean passes(Function<String, Optional<String>> attribute) {
      return haveAll(attributes, attribute, String::equals);
    }
  }

  /** All of the attributes begin so. */
  record Prefix(Map<String, String> attributes) implements EventFilter {
    public Prefix {
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    @Override
    public boolean passes(Function<String, Optional<String>> attribute) {
      return haveAll(attributes, attribute, String::startsWith);
    }
  }

  /** All of the attributes end so. */
  record Suffix(Map<String, String> attributes) implements EventFilter {
    public Suffix {
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    @Override
    public boolean passes(Function<String, Optional<String>> attribute) {
      return haveAll(attributes, attribute, String::endsWith);
    }
  }

  /** The event passes all of these. */
  record All(List<EventFilter> filters) implements EventFilter {
    public All {
      filters = List.copyOf(filters);
    }

    @Override
    public boolean passes(Function<String, Optional<String>> attribute) {
      return filters.stream().allMatch(filter -> filter.passes(attribute));
    }
  }

  /** The event passes one of these. */
  record Any(List<EventFilter> filters) implements EventFilter {
    public Any {
      filters = List.copyOf(filters);
    }

    @Override
    public boolean passes(Function<String, Optional<String>> attribute) {
      return filters.stream().anyMatch(filter -> filter.passes(attribute));
    }
  }

  /** The event does not pass this. */
  record Not(EventFilter filter) implements EventFilter {
    @Override
    public boolean passes(Function<String, Optional<String>> attribute) {
      return !filter.passes(attribute);
    }
  }
}
