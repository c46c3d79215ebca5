package dev.hearth.host.deployment;

import dev.hearth.host.config.NearestName;
import dev.hearth.host.deployment.ManifestNode.Mapping;
import dev.hearth.host.deployment.ManifestNode.Scalar;
import dev.hearth.host.deployment.ManifestNode.Sequence;
import dev.hearth.host.registry.trigger.EventFilter;
import dev.hearth.host.registry.trigger.TriggerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads an event trigger: which events a function wants. Used by one thread, for one trigger. */
final class EventTriggerReader {

  private static final Set<String> DIALECTS =
      Set.of("exact", "prefix", "suffix", "all", "any", "not");
  private static final String EXAMPLE = "{exact: {type: com.acme.order.created}}";

  /** How deep filters may stand in each other. */
  private static final int DEEPEST = 8;

  /** Filters of one trigger, those within others included: each event is held against them. */
  private static final int MOST = 100;

  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,64}");
  private static final int LONGEST_VALUE = 1_000;

  private final ManifestSection section;
  private int filters;
  private boolean wrong;

  private EventTriggerReader(ManifestSection section) {
    this.section = section;
  }

  /** The trigger; empty when it cannot be read, which is a problem then. */
  static Optional<TriggerSpec> read(ManifestSection section) {
    section.refuseUnknown(Set.of("filters", "ordered"));
    EventTriggerReader reader = new EventTriggerReader(section);
    List<EventFilter> filters = reader.filters();
    boolean ordered = section.truth("ordered", false);
    if (section.has("filters") && !section.isList("filters")) {
      reader.wrong = true; // which has been said
    } else if (filters.isEmpty() && !reader.wrong) {
      reader.problem("filters", "wants one filter at least, as in \"filters: [" + EXAMPLE + "]\"");
    }
    return reader.wrong ? Optional.empty() : Optional.of(new TriggerSpec.Event(filters, ordered));
  }

  private List<EventFilter> filters() {
    Optional<List<ManifestNode>> items =
        section.list("filters", "a list as in \"filters: [" + EXAMPLE + "]\"");
    return items.map(nodes -> filters("filters", nodes, 1)).orElse(List.of());
  }

  private List<EventFilter> filters(String path, List<ManifestNode> nodes, int depth) {
    List<EventFilter> read = new ArrayList<>();
    for (int i = 0; i < nodes.size() && filters <= MOST; i++) {
      filter(path + "[" + i + "]", nodes.get(i), depth).ifPresent(read::add);
    }
    return read;
  }

  private Optional<EventFilter> filter(String path, ManifestNode node, int depth) {
    if (++filters > MOST) {
      return problem("filters", "has more than " + MOST + " filters in all");
    }
    if (depth > DEEPEST) {
      return problem(path, "stands more than " + DEEPEST + " deep in other filters");
    }
    if (!(node instanceof Mapping(var entries)) || entries.size() != 1) {
      return problem(path, "wants one filter as in \"" + EXAMPLE + "\", not " + shown(node));
    }
    Map.Entry<String, ManifestNode> only = entries.entrySet().iterator().next();
    String within = path + "." + Shown.bare(only.getKey());
    ManifestNode value = only.getValue();
    return switch (only.getKey()) {
      case "exact" -> attributes(within, value).map(EventFilter.Exact::new);
      case "prefix" -> attributes(within, value).map(EventFilter.Prefix::new);
      case "suffix" -> attributes(within, value).map(EventFilter.Suffix::new);
      case "all" -> several(within, value, depth).map(EventFilter.All::new);
      case "any" -> several(within, value, depth).map(EventFilter.Any::new);
      case "not" -> filter(within, value, depth + 1).map(EventFilter.Not::new);
      default ->
          problem(
              within,
              "is no filter of this release"
                  + NearestName.hint(Shown.bare(only.getKey()), DIALECTS));
    };
  }

  private static String shown(ManifestNode node) {
    return node instanceof Mapping(var entries)
        ? entries.size() + " of them in one item"
        : node.described();
  }

  private Optional<List<EventFilter>> several(String path, ManifestNode node, int depth) {
    if (node instanceof Sequence(var items) && !items.isEmpty()) {
      return Optional.of(filters(path, items, depth + 1));
    }
    return problem(path, "wants a list of one filter at least, not " + node.described());
  }

  private Optional<Map<String, String>> attributes(String path, ManifestNode node) {
    if (!(node instanceof Mapping(var entries)) || entries.isEmpty()) {
      return problem(path, "wants one attribute at least as in \"{type: com.acme.order.created}\"");
    }
    Map<String, String> attributes = new TreeMap<>();
    entries.forEach((name, value) -> attribute(path, name, value, attributes));
    return Optional.of(attributes);
  }

  private void attribute(
      String path, String name, ManifestNode value, Map<String, String> attributes) {
    String within = path + "." + Shown.bare(name);
    if (!ATTRIBUTE.matcher(name).matches()) {
      problem(
          within, "names no attribute: names have lower-case letters and digits only, at most 64");
    } else if (value instanceof Scalar(var text, _)
        && !value.saysNothing()
        && !text.isEmpty()
        && text.length() <= LONGEST_VALUE) {
      attributes.put(name, text);
    } else {
      problem(
          within,
          "wants a text of 1 to " + LONGEST_VALUE + " characters, not " + value.described());
    }
  }

  private <T> Optional<T> problem(String path, String what) {
    wrong = true;
    section.problem(path, what);
    return Optional.empty();
  }
}
