package dev.hearth.host.deployment;

import dev.hearth.host.deployment.ManifestNode.Mapping;
import dev.hearth.host.deployment.ManifestNode.Scalar;
import dev.hearth.host.registry.FunctionSpec.Background;
import dev.hearth.host.registry.trigger.TriggerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads what a function does when nobody waits for it: {@code triggers}, {@code secrets}, {@code
 * backlog}, {@code retry.unsafe}. Used by one thread, for one manifest.
 */
final class BackgroundReader {

  private static final int MOST_TRIGGERS = 100;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private final ManifestSection root;

  private BackgroundReader(ManifestSection root) {
    this.root = root;
  }

  /** What the manifest says of it. */
  static Background read(ManifestSection root, ManifestSection retry) {
    BackgroundReader reader = new BackgroundReader(root);
    return new Background(
        reader.triggers(),
        retry.truth("unsafe", false),
        root.number("backlog", Background.HOSTS_BACKLOG, 0, 10_000_000),
        reader.secrets());
  }

  private List<TriggerSpec> triggers() {
    List<ManifestNode> items =
        root.list("triggers", "a list as in \"triggers: [{schedule: {cron: '0 3 * * *'}}]\"")
            .orElse(List.of());
    if (items.size() > MOST_TRIGGERS) {
      root.problem("triggers", "has " + items.size() + " items: at most " + MOST_TRIGGERS);
      return List.of();
    }
    List<TriggerSpec> triggers = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      trigger("triggers[" + i + "]", items.get(i)).ifPresent(triggers::add);
    }
    return triggers;
  }

  private Optional<TriggerSpec> trigger(String path, ManifestNode node) {
    if (!(node instanceof Mapping(var entries)) || entries.size() != 1) {
      root.problem(
          path,
          "wants one of event, schedule or webhook as in \"- schedule: {…}\", not "
              + node.described());
      return Optional.empty();
    }
    Map.Entry<String, ManifestNode> only = entries.entrySet().iterator().next();
    ManifestSection section = root.within(path + "." + only.getKey(), only.getValue());
    return switch (only.getKey()) {
      case "event" -> EventTriggerReader.read(section);
      case "schedule" -> ScheduleTriggerReader.read(section);
      case "webhook" -> WebhookTriggerReader.read(section);
      default -> {
        root.problem(
            path,
            "has no kind of trigger that this release knows: "
                + Shown.of(only.getKey())
                + "; there are event, schedule and webhook");
        yield Optional.empty();
      }
    };
  }

  private Set<String> secrets() {
    Set<String> names = new TreeSet<>();
    for (ManifestNode node :
        root.list("secrets", "a list of names as in \"secrets: [API_TOKEN]\"").orElse(List.of())) {
      if (node instanceof Scalar(var text, _) && SECRET.matcher(text).matches()) {
        names.add(text);
      } else {
        root.problem(
            "secrets",
            "wants names of letters, digits and underscores, at most 64, not " + node.described());
      }
    }
    return names;
  }
}
