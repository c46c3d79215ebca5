package dev.hearth.host.admin;

import dev.hearth.host.admin.json.InvocationJson;
import dev.hearth.host.admin.json.Json;
import dev.hearth.host.admin.json.TraceJson;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Trigger;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.HistoryQuery;
import dev.hearth.host.monitoring.history.ExecutionHistory;
import dev.hearth.host.monitoring.history.Found;
import dev.hearth.host.monitoring.history.LoggedLine;
import dev.hearth.host.response.RefusedException;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Shows invocations, what they logged and how their time was spent. */
final class InvocationRoutes {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 1_000;
  private static final int MOST_MILLIS = 100_000_000;
  private static final List<String> PARAMETERS =
      List.of(
          "function",
          "version",
          "outcome",
          "trigger",
          "cold",
          "attempt",
          "since",
          "until",
          "minMillis",
          "limit",
          "cursor");

  private final ExecutionHistory history;
  private final Exchange exchanges;

  InvocationRoutes(ExecutionHistory history, Exchange exchanges) {
    this.history = history;
    this.exchanges = exchanges;
  }

  void list(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          Found<HistoryEntry> found = history.invocations(query(exchange));
          ObjectNode body = Json.object();
          var list = body.putArray("invocations");
          found.page().items().forEach(entry -> list.add(InvocationJson.entry(entry)));
          addRest(body, found);
          return () -> Json.send(exchange, 200, body);
        });
  }

  /** Where the answer goes on, and what it lacks. */
  static void addRest(ObjectNode body, Found<?> found) {
    found.page().next().ifPresent(next -> body.put("next", Parameters.cursor(next)));
    if (!found.missing().isEmpty()) {
      body.put("incomplete", "only what is in memory: " + found.missing());
    }
  }

  private static HistoryQuery query(RoutingContext exchange) throws RefusedException {
    Parameters given = Parameters.of(exchange, PARAMETERS);
    HistoryQuery.Filter filter =
        new HistoryQuery.Filter(
            given.function("function"),
            given.number("version", 1, Integer.MAX_VALUE, 0),
            given.word("outcome", outcomes()),
            trigger(given),
            given.flag("cold"),
            given.number("attempt", 1, Integer.MAX_VALUE, 0),
            given.moment("since", Instant.MIN),
            given.moment("until", Instant.MAX),
            TimeUnit.MILLISECONDS.toNanos(given.number("minMillis", 0, MOST_MILLIS, 0)));
    return new HistoryQuery(
        filter,
        given.position("cursor", Long.MAX_VALUE),
        given.number("limit", 1, MOST, DEFAULT_LIMIT));
  }

  private static List<String> outcomes() {
    return Stream.concat(
            Stream.of(HistoryEntry.SUCCESS, HistoryQuery.Filter.FAILED),
            Arrays.stream(Reason.values()).map(Reason::slug).distinct())
        .toList();
  }

  private static Optional<Trigger> trigger(Parameters given) throws RefusedException {
    List<Trigger> all = List.of(Trigger.values());
    String name = given.word("trigger", all.stream().map(Trigger::semanticName).toList());
    return all.stream().filter(trigger -> trigger.semanticName().equals(name)).findFirst();
  }

  void show(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          ObjectNode body = InvocationJson.entry(find(exchange));
          return () -> Json.send(exchange, 200, body);
        });
  }

  void logs(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          InvocationId id = id(exchange);
          List<LoggedLine> lines = history.linesOf(id).orElseThrow(() -> unknown(id));
          ObjectNode body = InvocationJson.logs(id, lines);
          return () -> Json.send(exchange, 200, body);
        });
  }

  void trace(RoutingContext exchange) {
    exchanges.blocking(
        exchange,
        () -> {
          ObjectNode body = TraceJson.of(find(exchange));
          return () -> Json.send(exchange, 200, body);
        });
  }

  private HistoryEntry find(RoutingContext exchange) throws RefusedException {
    InvocationId id = id(exchange);
    return history.find(id).orElseThrow(() -> unknown(id));
  }

  private static InvocationId id(RoutingContext exchange) {
    return new InvocationId(Exchange.parameter(exchange, "id"));
  }

  private static RefusedException unknown(InvocationId id) {
    return new RefusedException(
        Reason.UNKNOWN_INVOCATION,
        "no invocation "
            + id
            + " is remembered: the history samples plain successes, and deletes what is older than"
            + " the setting history.keep or beyond history.max-bytes");
  }
}
