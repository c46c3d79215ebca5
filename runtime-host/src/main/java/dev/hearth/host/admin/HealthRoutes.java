package dev.hearth.host.admin;

import dev.hearth.host.admin.json.Json;
import dev.hearth.host.monitoring.Health;
import dev.hearth.host.monitoring.HealthState;
import dev.hearth.host.monitoring.PrometheusPage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** Liveness, readiness and metrics. */
final class HealthRoutes {

  private final Health health;
  private final PrometheusPage metrics;
  private final Exchange exchanges;

  HealthRoutes(Health health, PrometheusPage metrics, Exchange exchanges) {
    this.health = health;
    this.metrics = metrics;
    this.exchanges = exchanges;
  }

  void live(RoutingContext exchange) {
    HealthState state = health.state();
    answer(exchange, state, state.live());
  }

  void ready(RoutingContext exchange) {
    HealthState state = health.state();
    answer(exchange, state, state.ready());
  }

  private static void answer(RoutingContext exchange, HealthState state, boolean well) {
    ObjectNode body = Json.object().put("status", state.phase().text());
    var reasons = body.putArray("reasons");
    state.reasons().forEach(reasons::add);
    Json.send(exchange, well ? 200 : 503, body);
  }

  void metrics(RoutingContext exchange) {
    String accept =
        Objects.requireNonNullElse(exchange.request().getHeader(HttpHeaders.ACCEPT), "");
    exchanges.blocking(
        exchange,
        () -> {
          PrometheusPage.Page page = metrics.render(accept);
          return () ->
              exchange
                  .response()
                  .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType())
                  .end(Buffer.buffer(page.body().array()));
        });
  }
}
