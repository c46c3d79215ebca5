package dev.hearth.host.admin;

import dev.hearth.host.admin.json.FunctionJson;
import dev.hearth.host.admin.json.Json;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.VersionId;
import dev.hearth.host.request.Unknown;
import dev.hearth.host.response.RefusedException;
import dev.hearth.host.scheduling.Scheduler;
import io.vertx.ext.web.RoutingContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows and changes what is deployed. */
final class FunctionRoutes {

  private static final int MOST_WARM = 1_000;

  private final FunctionRegistry registry;
  private final WarmPool pool;
  private final Scheduler scheduler;
  private final FunctionJson json;
  private final Exchange exchanges;

  FunctionRoutes(
      FunctionRegistry registry,
      WarmPool pool,
      Scheduler scheduler,
      FunctionJson json,
      Exchange exchanges) {
    this.registry = registry;
    this.pool = pool;
    this.scheduler = scheduler;
    this.json = json;
    this.exchanges = exchanges;
  }

  void list(RoutingContext exchange) {
    ObjectNode body = Json.object();
    var functions = body.putArray("functions");
    registry.all().forEach(function -> functions.add(json.summary(function)));
    Json.send(exchange, 200, body);
  }

  void describe(RoutingContext exchange) {
    Exchange.quick(
        exchange,
        () -> {
          DeployedFunction function = function(exchange);
          int instances =
              function.versions().values().stream()
                  .mapToInt(version -> pool.live(version.revision()))
                  .sum();
          return () -> Json.send(exchange, 200, json.description(function, instances));
        });
  }

  void versions(RoutingContext exchange) {
    Exchange.quick(
        exchange,
        () -> {
          DeployedFunction function = function(exchange);
          ObjectNode body = Json.object();
          body.put("active", function.activeNumber());
          var versions = body.putArray("versions");
          function.versions().values().forEach(version -> versions.add(json.version(version)));
          return () -> Json.send(exchange, 200, body);
        });
  }

  void delete(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          registry.apply(new CatalogueChange.FunctionDeleted(function(exchange).name()));
          return () -> exchange.response().setStatusCode(204).end();
        });
  }

  void deleteVersion(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          FunctionName name = function(exchange).name();
          int number = parse(Exchange.parameter(exchange, "version"));
          if (number < 1) {
            throw new RefusedException(
                Reason.INVALID_REQUEST, "a version is named by its number, 1 or more");
          }
          registry.apply(new CatalogueChange.VersionDeleted(new VersionId(name, number)));
          return () -> exchange.response().setStatusCode(204).end();
        });
  }

  void rollback(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          FunctionName name = function(exchange).name();
          JsonNode wanted = Json.body(exchange).path("version");
          CatalogueChange change =
              wanted.isMissingNode()
                  ? new CatalogueChange.RolledBack(name)
                  : new CatalogueChange.VersionActivated(
                      new VersionId(name, number(wanted, "version")));
          registry.apply(change);
          return () -> describe(exchange);
        });
  }

  void enable(RoutingContext exchange, boolean enabled) {
    exchanges.blocking(
        exchange,
        () -> {
          registry.apply(new CatalogueChange.EnabledSet(function(exchange).name(), enabled));
          return () -> describe(exchange);
        });
  }

  void warm(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          FunctionVersion version = function(exchange).active();
          int count = warmCount(exchange);
          int live = scheduler.warm(version, count).join();
          if (live < count) {
            throw new RefusedException(
                Reason.OVERLOADED,
                "only "
                    + live
                    + " of "
                    + count
                    + " instances are warm: the host has no room for"
                    + " more (setting instances.max)");
          }
          ObjectNode body = Json.object().put("version", version.id().number()).put("warm", live);
          return () -> Json.send(exchange, 200, body);
        });
  }

  private static int warmCount(RoutingContext exchange) throws RefusedException {
    String inQuery = exchange.request().getParam("count");
    JsonNode inBody = Json.body(exchange).path("count");
    if (inQuery == null && inBody.isMissingNode()) {
      return 1;
    }
    int count = inQuery == null ? number(inBody, "count") : parse(inQuery);
    if (count < 1 || count > MOST_WARM) {
      throw new RefusedException(
          Reason.INVALID_REQUEST, "count must be a whole number from 1 to " + MOST_WARM);
    }
    return count;
  }

  private static int parse(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }

  private DeployedFunction function(RoutingContext exchange) throws RefusedException {
    FunctionName name = Exchange.name(exchange);
    return registry
        .find(name)
        .orElseThrow(() -> new RefusedException(Unknown.function(name, registry)));
  }

  private static int number(JsonNode node, String key) throws RefusedException {
    if (!node.isInt() || node.intValue() < 1) {
      throw new RefusedException(
          Reason.INVALID_REQUEST, "\"" + key + "\" must be a whole number, 1 or more");
    }
    return node.intValue();
  }
}
