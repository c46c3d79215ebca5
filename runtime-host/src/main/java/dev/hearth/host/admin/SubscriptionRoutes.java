package dev.hearth.host.admin;

import dev.hearth.host.admin.json.Json;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.trigger.EventFilter;
import dev.hearth.host.registry.trigger.TriggerSpec;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/subscriptions}: which functions want which events. */
final class SubscriptionRoutes {

  private final FunctionRegistry registry;

  SubscriptionRoutes(FunctionRegistry registry) {
    this.registry = registry;
  }

  void list(RoutingContext exchange) {
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("subscriptions");
    for (DeployedFunction function : registry.all()) {
      for (TriggerSpec trigger : function.active().spec().background().triggers()) {
        if (trigger instanceof TriggerSpec.Event event) {
          list.add(json(function, event));
        }
      }
    }
    Json.send(exchange, 200, body);
  }

  private static ObjectNode json(DeployedFunction function, TriggerSpec.Event event) {
    ObjectNode json =
        Json.object()
            .put("function", function.name().value())
            .put("version", function.activeNumber())
            .put("enabled", function.enabled())
            .put("ordered", event.ordered());
    write(event.filters(), json.putArray("filters"));
    return json;
  }

  /** As the manifest writes them. */
  private static void write(List<EventFilter> filters, ArrayNode json) {
    filters.forEach(filter -> write(filter, json.addObject()));
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
}
