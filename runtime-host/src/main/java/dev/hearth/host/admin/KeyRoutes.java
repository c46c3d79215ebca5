package dev.hearth.host.admin;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.access.NewKey;
import dev.hearth.host.access.StoredKey;
import dev.hearth.host.admin.json.Json;
import dev.hearth.host.config.Rate;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.response.RefusedException;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes, lists and removes keys. A secret is shown once, when it is made. */
final class KeyRoutes {

  private static final int LABEL_CHARACTERS = 200;

  private final KeyRing keys;
  private final Exchange exchanges;

  KeyRoutes(KeyRing keys, Exchange exchanges) {
    this.keys = keys;
    this.exchanges = exchanges;
  }

  void create(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          ObjectNode body = Json.body(exchange);
          NewKey key =
              keys.create(
                  scopes(body.path("scopes")), label(body.path("label")), rate(body.path("rate")));
          ObjectNode answer = json(key.stored()).put("key", key.token());
          return () -> Json.send(exchange, 201, answer);
        });
  }

  void list(RoutingContext exchange) {
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("keys");
    keys.all().forEach(key -> list.add(json(key)));
    Json.send(exchange, 200, body);
  }

  void delete(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          String id = Exchange.parameter(exchange, "id");
          if (!keys.remove(id)) {
            throw new RefusedException(Reason.UNKNOWN_KEY, "there is no key with the id " + id);
          }
          return () -> exchange.response().setStatusCode(204).end();
        });
  }

  private static List<String> scopes(JsonNode given) throws RefusedException {
    List<String> scopes = new ArrayList<>();
    for (JsonNode scope : given) {
      scopes.add(scope.asString());
    }
    if (scopes.isEmpty() || !scopes.stream().allMatch(KeyRing::isScope)) {
      throw new RefusedException(
          Reason.INVALID_REQUEST,
          "\"scopes\" must be a list of admin, deploy, read, publish, invoke:{function} or invoke:*");
    }
    return scopes;
  }

  private static String label(JsonNode given) throws RefusedException {
    String label = given.isMissingNode() ? "" : given.asString();
    if (label.length() > LABEL_CHARACTERS) {
      throw new RefusedException(
          Reason.INVALID_REQUEST, "\"label\" has at most " + LABEL_CHARACTERS + " characters");
    }
    return label;
  }

  private static Rate rate(JsonNode given) throws RefusedException {
    if (given.isMissingNode() || given.isNull()) {
      return Rate.UNLIMITED;
    }
    try {
      return Rate.parse(given.isString() ? given.asString() : given.toString());
    } catch (IllegalArgumentException wrong) {
      throw new RefusedException(Reason.INVALID_REQUEST, "\"rate\": " + wrong.getMessage());
    }
  }

  private static ObjectNode json(StoredKey key) {
    ObjectNode json = Json.object();
    json.put("id", key.id());
    json.put("label", key.label());
    json.put("createdAt", key.createdAt().toString());
    json.put("signs", key.signs());
    if (key.rate().isLimited()) {
      json.put("rate", key.rate().toString());
    }
    ArrayNode scopes = json.putArray("scopes");
    new TreeSet<>(key.scopes()).forEach(scopes::add);
    return json;
  }
}
