package dev.hearth.host.store;

import dev.hearth.host.registry.FunctionSpec.Background;
import dev.hearth.host.registry.trigger.EventFilter;
import dev.hearth.host.registry.trigger.TriggerSpec;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How {@link Background} is kept within a function's configuration: flat, but for the triggers,
 * which are a JSON text in one field. Read only where there are any.
 */
final class BackgroundJson {

  private static final JsonMapper JSON = new JsonMapper();

  private BackgroundJson() {}

  static void writeFields(Background background, JsonGenerator json) {
    json.writeBooleanProperty("unsafeRetry", background.unsafeRetry());
    json.writeNumberProperty("backlog", background.backlog());
    json.writeStringProperty("secrets", String.join(" ", background.secrets()));
    if (!background.triggers().isEmpty()) {
      ArrayNode triggers = JSON.createArrayNode();
      background.triggers().forEach(trigger -> write(trigger, triggers.addObject()));
      json.writeStringProperty("triggers", triggers.toString());
    }
  }

  /**
   * Reads it by path.
   *
   * @throws IllegalArgumentException when it is damaged
   */
  static Background read(Map<String, String> values) {
    String secrets = values.getOrDefault("secrets", "");
    return new Background(
        triggers(values.getOrDefault("triggers", "")),
        Boolean.parseBoolean(values.getOrDefault("unsafeRetry", "false")),
        Integer.parseInt(
            values.getOrDefault("backlog", Integer.toString(Background.HOSTS_BACKLOG))),
        secrets.isEmpty() ? Set.of() : Set.of(secrets.split(" ", -1)));
  }

  private static List<TriggerSpec> triggers(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      List<TriggerSpec> triggers = new ArrayList<>();
      JSON.readTree(text).forEach(node -> triggers.add(trigger(node)));
      return triggers;
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException("these are no triggers: " + text, notJson);
    }
  }

  private static void write(TriggerSpec trigger, ObjectNode json) {
    switch (trigger) {
      case TriggerSpec.Event event -> {
        json.put("kind", "event").put("ordered", event.ordered());
        ArrayNode filters = json.putArray("filters");
        event.filters().forEach(filter -> write(filter, filters.addObject()));
      }
      case TriggerSpec.Schedule schedule ->
          json.put("kind", "schedule")
              .put("name", schedule.name())
              .put("cron", schedule.cron())
              .put("zone", schedule.zone().getId())
              .put("jitter", schedule.jitter().toString())
              .put("overlap", schedule.overlap().name())
              .put("catchUp", schedule.catchUp().name());
      case TriggerSpec.Webhook webhook ->
          json.put("kind", "webhook")
              .put("name", webhook.name())
              .put("verify", webhook.verify().name())
              .put("secret", webhook.secret())
              .put("tolerance", webhook.tolerance().toString())
              .put("header", webhook.header());
    }
  }

  private static TriggerSpec trigger(JsonNode json) {
    String kind = json.path("kind").asString("");
    return switch (kind) {
      case "event" ->
          new TriggerSpec.Event(filters(json.path("filters")), json.path("ordered").asBoolean());
      case "schedule" ->
          new TriggerSpec.Schedule(
              text(json, "name"),
              text(json, "cron"),
              ZoneId.of(text(json, "zone")),
              Duration.parse(text(json, "jitter")),
              TriggerSpec.Overlap.valueOf(text(json, "overlap")),
              TriggerSpec.CatchUp.valueOf(text(json, "catchUp")));
      case "webhook" ->
          new TriggerSpec.Webhook(
              text(json, "name"),
              TriggerSpec.Verify.valueOf(text(json, "verify")),
              text(json, "secret"),
              Duration.parse(text(json, "tolerance")),
              text(json, "header"));
      default -> throw new IllegalArgumentException("no trigger of this release: " + kind);
    };
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).asString("");
  }

  private static void write(EventFilter filter, ObjectNode json) {
    switch (filter) {
      case EventFilter.Exact(var attributes) -> write(attributes, json.putObject("exact"));
      case EventFilter.Prefix(var attributes) -> write(attributes, json.putObject("prefix"));
      case EventFilter.Suffix(var attributes) -> write(attributes, json.putObject("suffix"));
      case EventFilter.All(var filters) -> write(filters, json.putArray("all"));
      case EventFilter.Any(var filters) -> write(filters, json.putArray("any"));
      case EventFilter.Not(var inner) -> write(inner, json.putObject("not"));
    }
  }

  private static void write(Map<String, String> attributes, ObjectNode json) {
    attributes.forEach(json::put);
  }

  private static void write(List<EventFilter> filters, ArrayNode json) {
    filters.forEach(filter -> write(filter, json.addObject()));
  }

  private static List<EventFilter> filters(JsonNode json) {
    List<EventFilter> filters = new ArrayList<>();
    json.forEach(node -> filters.add(filter(node)));
    return filters;
  }

  private static EventFilter filter(JsonNode json) {
    Map.Entry<String, JsonNode> dialect =
        json.properties().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("an empty filter"));
    JsonNode value = dialect.getValue();
    return switch (dialect.getKey()) {
      case "exact" -> new EventFilter.Exact(attributes(value));
      case "prefix" -> new EventFilter.Prefix(attributes(value));
      case "suffix" -> new EventFilter.Suffix(attributes(value));
      case "all" -> new EventFilter.All(filters(value));
      case "any" -> new EventFilter.Any(filters(value));
      case "not" -> new EventFilter.Not(filter(value));
      default -> throw new IllegalArgumentException("no filter of this release: " + json);
    };
  }

  private static Map<String, String> attributes(JsonNode json) {
    Map<String, String> attributes = new TreeMap<>();
    json.properties()
        .forEach(member -> attributes.put(member.getKey(), member.getValue().asString("")));
    return attributes;
  }
}
