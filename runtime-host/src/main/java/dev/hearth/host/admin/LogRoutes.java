package dev.hearth.host.admin;

import dev.hearth.host.admin.json.Json;
import dev.hearth.host.admin.json.LogJson;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.monitoring.history.ExecutionHistory;
import dev.hearth.host.monitoring.history.Found;
import dev.hearth.host.monitoring.history.HistoryPage;
import dev.hearth.host.monitoring.history.LogLevel;
import dev.hearth.host.monitoring.history.LogQuery;
import dev.hearth.host.monitoring.history.LoggedLine;
import dev.hearth.host.response.RefusedException;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/logs}: what functions have logged, and what they log from now on. */
final class LogRoutes {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1_000;
  private static final int MOST_FOLLOWERS = 100;
  private static final List<String> PARAMETERS =
      List.of(
          "function",
          "version",
          "invocation",
          "level",
          "contains",
          "since",
          "until",
          "limit",
          "cursor",
          "follow");

  private final ExecutionHistory history;
  private final Exchange exchanges;

  LogRoutes(ExecutionHistory history, Exchange exchanges) {
    this.history = history;
    this.exchanges = exchanges;
  }

  void show(RoutingContext exchange) {
    try {
      Parameters given = Parameters.of(exchange, PARAMETERS);
      if (given.flag("follow")) {
        follow(exchange, given);
      } else {
        list(exchange, query(given));
      }
    } catch (RefusedException refused) {
      Exchange.fail(exchange, refused);
    }
  }

  private void list(RoutingContext exchange, LogQuery query) {
    exchanges.blocking(
        exchange,
        () -> {
          Found<LoggedLine> found = history.lines(query);
          ObjectNode body = Json.object();
          var lines = body.putArray("lines");
          found.page().items().forEach(line -> lines.add(LogJson.line(line)));
          InvocationRoutes.addRest(body, found);
          return () -> Json.send(exchange, 200, body);
        });
  }

  private static LogQuery query(Parameters given) throws RefusedException {
    return new LogQuery(
        filter(given),
        0,
        given.position("cursor", Long.MAX_VALUE),
        given.number("limit", 1, MOST, DEFAULT_LIMIT));
  }

  private static LogQuery.Filter filter(Parameters given) throws RefusedException {
    List<String> levels = Arrays.stream(LogLevel.values()).map(LogLevel::slug).toList();
    return new LogQuery.Filter(
        given.function("function"),
        given.number("version", 1, Integer.MAX_VALUE, 0),
        given.text("invocation"),
        LogLevel.parse(given.word("level", levels)).orElse(LogLevel.TRACE),
        given.text("contains"),
        given.moment("since", Instant.MIN),
        given.moment("until", Instant.MAX));
  }

  private void follow(RoutingContext exchange, Parameters given) throws RefusedException {
    LogQuery backlog = backlog(exchange, given);
    if (history.followers() >= MOST_FOLLOWERS) {
      throw new RefusedException(
          Reason.OVERLOADED,
          "the logs are followed by " + MOST_FOLLOWERS + " clients already: end one of them");
    }
    LogFollowing following =
        new LogFollowing(exchange.vertx(), exchange.response(), history, backlog);
    following.start();
    if (backlog.limit() == 0) {
      following.begin(HistoryPage.empty());
    } else {
      exchanges.blocking(
          exchange,
          () -> {
            HistoryPage<LoggedLine> page = history.lines(backlog).page();
            return () -> following.begin(page);
          });
    }
  }

  /** What a follower is shown first: what it has missed, or the last lines that it asks for. */
  private static LogQuery backlog(RoutingContext exchange, Parameters given)
      throws RefusedException {
    if (!given.text("until").isEmpty() || !given.text("cursor").isEmpty()) {
      throw Parameters.refused("follow goes on for ever: leave out until and cursor");
    }
    String last = Objects.requireNonNullElse(exchange.request().getHeader("Last-Event-ID"), "");
    boolean wantsOld = !last.isEmpty() || !given.text("since").isEmpty();
    long after =
        last.isEmpty()
            ? 0
            : Parameters.position(last, "Last-Event-ID must be the id of an event of this stream");
    int limit = given.number("limit", 1, MOST, wantsOld ? MOST : 0);
    return new LogQuery(filter(given), after, Long.MAX_VALUE, limit);
  }
}
