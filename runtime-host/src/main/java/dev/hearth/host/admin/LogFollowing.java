package dev.hearth.host.admin;

import dev.hearth.host.admin.json.Json;
import dev.hearth.host.admin.json.LogJson;
import dev.hearth.host.monitoring.history.ExecutionHistory;
import dev.hearth.host.monitoring.history.HistoryPage;
import dev.hearth.host.monitoring.history.LogFollower;
import dev.hearth.host.monitoring.history.LogQuery;
import dev.hearth.host.monitoring.history.LoggedLine;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/**
 * One client that follows the logs by <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</a>.
 * Owned by the event loop of its connection.
 *
 * <p>Nothing is written while the client has not taken what was written before; what comes
 * meanwhile waits with its {@link LogFollower}, which leaves out what does not fit.
 */
final class LogFollowing {

  private static final long LOOK_MILLIS = 100;
  private static final int LOOKS_TO_A_SIGN_OF_LIFE = 150;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final ExecutionHistory history;
  private final LogQuery query;
  private final LogFollower follower;
  private long timer;
  private long last;
  private boolean begun;
  private int quietLooks;

  LogFollowing(Vertx vertx, HttpServerResponse response, ExecutionHistory history, LogQuery query) {
    this.vertx = vertx;
    this.response = response;
    this.history = history;
    this.query = query;
    this.last = query.after();
    this.follower = history.follow(query.filter());
  }

  /** Sends the head; what comes from now on is not missed. */
  void start() {
    timer = vertx.setPeriodic(LOOK_MILLIS, _ -> look());
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .exceptionHandler(_ -> {})
        .drainHandler(_ -> look())
        .closeHandler(_ -> end());
    var _ = response.write(": following\n\n");
  }

  /** Sends what came before, then goes on with what comes. */
  void begin(HistoryPage<LoggedLine> old) {
    if (query.after() > 0 && old.next().isPresent()) {
      write(
          LogJson.note(
              Json.object()
                  .put("text", "older lines are left out; GET /v1/logs with this cursor has them")
                  .put("cursor", Parameters.cursor(old.next().getAsLong()))));
    }
    old.items().reversed().forEach(this::write);
    begun = true;
    look();
  }

  private void end() {
    vertx.cancelTimer(timer);
    history.unfollow(follower);
  }

  private void look() {
    if (response.closed()) {
      end();
      return;
    }
    if (!begun) {
      return;
    }
    history.settle();
    while (!response.writeQueueFull()) {
      Optional<LogFollower.Next> next = follower.poll();
      if (next.isEmpty()) {
        break;
      }
      write(next.get());
    }
    quietLooks++;
    if (quietLooks >= LOOKS_TO_A_SIGN_OF_LIFE && !response.writeQueueFull()) {
      write(": still here\n\n");
    }
  }

  private void write(LogFollower.Next next) {
    if (next.leftOut() > 0) {
      write(
          LogJson.note(
              Json.object()
                  .put(
                      "text",
                      next.leftOut()
                          + " lines are left out: they came faster than this client took them")
                  .put("leftOut", next.leftOut())));
    }
    next.line().ifPresent(this::write);
  }

  private void write(LoggedLine line) {
    if (line.position() > last) {
      last = line.position();
      write(LogJson.event(Parameters.cursor(line.position()), line));
    }
  }

  private void write(String text) {
    quietLooks = 0;
    var _ = response.write(text);
  }
}
