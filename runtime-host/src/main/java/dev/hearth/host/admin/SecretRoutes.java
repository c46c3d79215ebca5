package dev.hearth.host.admin;

import dev.hearth.host.admin.json.Json;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.request.BodyReader;
import dev.hearth.host.response.RefusedException;
import dev.hearth.host.secret.SecretUses;
import dev.hearth.host.secret.SecretVault;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sets, lists and deletes secrets. Values come in and never go out. */
final class SecretRoutes {

  private final SecretVault secrets;
  private final FunctionRegistry registry;
  private final Exchange exchanges;

  SecretRoutes(SecretVault secrets, FunctionRegistry registry, Exchange exchanges) {
    this.secrets = secrets;
    this.registry = registry;
    this.exchanges = exchanges;
  }

  /** The body is the value, byte by byte, whatever it is said to be. */
  void put(RoutingContext exchange) {
    if (!SecretVault.isName(name(exchange))) {
      Exchange.fail(
          exchange,
          new RefusedException(
              Reason.INVALID_REQUEST,
              "the name of a secret has 1 to 64 letters, digits and underscores, and no digit"
                  + " first"));
      return;
    }
    String expected = exchange.request().getHeader(HttpHeaders.EXPECT);
    if (expected != null && expected.equalsIgnoreCase("100-continue")) {
      exchange.response().writeContinue();
    }
    BodyReader.read(
        exchange.request(),
        SecretVault.LARGEST,
        value -> put(exchange, value),
        () ->
            Exchange.fail(
                exchange,
                new RefusedException(Reason.PAYLOAD_TOO_LARGE, "a secret has at most 64KiB")));
  }

  private void put(RoutingContext exchange, Payload value) {
    exchanges.blocking(
        exchange,
        () -> {
          if (value.size() == 0) {
            throw new RefusedException(
                Reason.INVALID_REQUEST,
                "the body is empty: it is the value, as in `curl -X PUT --data-binary @file`");
          }
          boolean created = secrets.put(name(exchange), value.array());
          return () -> exchange.response().setStatusCode(created ? 201 : 204).end();
        });
  }

  void list(RoutingContext exchange) {
    SortedMap<String, SortedSet<String>> uses = SecretUses.among(registry.all());
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("secrets");
    for (SecretVault.Listed secret : secrets.all()) {
      ObjectNode json =
          list.addObject()
              .put("name", secret.name())
              .put("createdAt", secret.createdAt().toString())
              .put("changedAt", secret.changedAt().toString())
              .put("readable", secret.readable());
      fill(json.putArray("usedBy"), uses.getOrDefault(secret.name(), new TreeSet<>()));
    }
    ArrayNode missing = body.putArray("missing");
    uses.forEach((name, functions) -> {
      if (!secrets.has(name)) {
        fill(missing.addObject().put("name", name).putArray("usedBy"), functions);
      }
    });
    Json.send(exchange, 200, body);
  }

  private static void fill(ArrayNode array, SortedSet<String> texts) {
    texts.forEach(array::add);
  }

  void delete(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          String name = name(exchange);
          SortedSet<String> users =
              SecretUses.among(registry.all()).getOrDefault(name, new TreeSet<>());
          if (secrets.has(name) && !users.isEmpty() && !isForced(exchange)) {
            throw new RefusedException(
                Reason.CONFLICT,
                "the secret "
                    + name
                    + " is used by "
                    + String.join(", ", users)
                    + ": deploy without it first, or DELETE /v1/secrets/"
                    + name
                    + "?force=true");
          }
          if (!secrets.remove(name)) {
            throw new RefusedException(Reason.UNKNOWN_SECRET, "there is no secret " + name);
          }
          return () -> exchange.response().setStatusCode(204).end();
        });
  }

  private static boolean isForced(RoutingContext exchange) {
    return "true".equals(exchange.request().getParam("force"));
  }

  private static String name(RoutingContext exchange) {
    return Exchange.parameter(exchange, "secret");
  }
}
