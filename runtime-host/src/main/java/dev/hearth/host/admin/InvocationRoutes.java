package dev.hearth.host.admin;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.HistoryQuery;
import dev.hearth.host.monitoring.InvocationHistory;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.node.ObjectNode;

/** Shows recent invocations, what they logged and how their time was spent. */
final class InvocationRoutes {

  private static final int MOST = 1_000;

  private final InvocationHistory history;

  InvocationRoutes(InvocationHistory history) {
    this.history = history;
  }

  void list(RoutingContext exchange) {
    Exchange.quick(
        exchange,
        () -> {
          HistoryQuery query =
              new HistoryQuery(
                  Exchange.query(exchange, "function"),
                  Exchange.query(exchange, "outcome"),
                  since(Exchange.query(exchange, "since")),
                  Exchange.limit(exchange, MOST));
          ObjectNode body = Json.object();
          var list = body.putArray("invocations");
          history.recent(query).forEach(entry -> list.add(InvocationJson.entry(entry)));
          return () -> Json.send(exchange, 200, body);
        });
  }

  void show(RoutingContext exchange) {
    Exchange.quick(
        exchange,
        () -> {
          ObjectNode body = InvocationJson.entry(find(exchange));
          return () -> Json.send(exchange, 200, body);
        });
  }

  void logs(RoutingContext exchange) {
    Exchange.quick(
        exchange,
        () -> {
          ObjectNode body = InvocationJson.logs(find(exchange));
          return () -> Json.send(exchange, 200, body);
        });
  }

  void trace(RoutingContext exchange) {
    Exchange.quick(
        exchange,
        () -> {
          ObjectNode body = TraceJson.of(find(exchange));
          return () -> Json.send(exchange, 200, body);
        });
  }

  private HistoryEntry find(RoutingContext exchange) throws RefusedException {
    String id = Exchange.parameter(exchange, "id");
    return history
        .find(new InvocationId(id))
        .orElseThrow(() ->
            new RefusedException(
                Reason.UNKNOWN_INVOCATION,
                "no invocation "
                    + id
                    + " is remembered: the history holds the recent ones and"
                    + " samples plain successes"));
  }

  private static Instant since(String text) throws RefusedException {
    try {
      return text.isEmpty() ? Instant.MIN : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new RefusedException(
          Reason.INVALID_REQUEST, "since must be a moment such as 2026-11-23T17:00:00Z");
    }
  }
}
