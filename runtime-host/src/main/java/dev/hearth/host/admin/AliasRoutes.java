package dev.hearth.host.admin;

import dev.hearth.host.admin.json.FunctionJson;
import dev.hearth.host.admin.json.Json;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.registry.Alias;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.traffic.AliasTraits;
import dev.hearth.host.registry.traffic.StickySource;
import dev.hearth.host.response.RefusedException;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets and removes aliases. The body of a PUT is {@code {"version": 3}} or {@code {"weights": {"3":
 * 90, "4": 10}}}, and may say {@code "sticky": "cookie:session"} and {@code "description"}.
 */
final class AliasRoutes {

  private final FunctionRegistry registry;
  private final Exchange exchanges;

  AliasRoutes(FunctionRegistry registry, Exchange exchanges) {
    this.registry = registry;
    this.exchanges = exchanges;
  }

  void set(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          FunctionName name = Exchange.name(exchange);
          Alias alias = alias(Exchange.parameter(exchange, "alias"), Json.body(exchange));
          registry.apply(new CatalogueChange.AliasSet(name, alias));
          ObjectNode body = Json.object().put("alias", alias.name());
          body.set("weights", FunctionJson.weights(alias.weights()));
          FunctionJson.traits(alias, body);
          return () -> Json.send(exchange, 200, body);
        });
  }

  void delete(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          FunctionName name = Exchange.name(exchange);
          registry.apply(
              new CatalogueChange.AliasDeleted(name, Exchange.parameter(exchange, "alias")));
          return () -> exchange.response().setStatusCode(204).end();
        });
  }

  private static Alias alias(String name, ObjectNode body) throws RefusedException {
    String sticky = text(body, "sticky");
    String description = text(body, "description");
    if (body.size() != 1) {
      throw malformed();
    }
    return new Alias(
        name, weights(body), new AliasTraits(StickySource.parse(sticky), description, 0));
  }

  /** Takes a text out of the body; empty if it is not there. */
  private static String text(ObjectNode body, String key) throws RefusedException {
    JsonNode text = body.remove(key);
    if (text == null) {
      return "";
    }
    if (!text.isString()) {
      throw malformed();
    }
    return text.stringValue();
  }

  private static SortedMap<Integer, Integer> weights(ObjectNode body) throws RefusedException {
    JsonNode single = body.path("version");
    if (single.isInt()) {
      return new TreeMap<>(Map.of(single.intValue(), 1));
    }
    SortedMap<Integer, Integer> weights = new TreeMap<>();
    if (body.path("weights") instanceof ObjectNode given) {
      for (Map.Entry<String, JsonNode> entry : given.properties()) {
        if (!entry.getKey().matches("[1-9][0-9]{0,8}") || !entry.getValue().isInt()) {
          throw malformed();
        }
        weights.put(Integer.valueOf(entry.getKey()), entry.getValue().intValue());
      }
    }
    if (weights.isEmpty()) {
      throw malformed();
    }
    return weights;
  }

  private static RefusedException malformed() {
    return new RefusedException(
        Reason.INVALID_REQUEST,
        "the body names versions and their weights, for instance {\"weights\": {\"3\": 90, \"4\":"
            + " 10}}, or one version as {\"version\": 3}; besides, it may say \"sticky\":"
            + " \"header:<name>\" or \"cookie:<name>\", and \"description\"");
  }
}
