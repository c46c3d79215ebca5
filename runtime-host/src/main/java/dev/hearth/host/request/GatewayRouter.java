package dev.hearth.host.request;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Objects;

/**
 * Sends each request of the gateway to whoever answers its first path segment. Immutable; any event
 * loop may use it.
 */
public final class GatewayRouter implements Handler<HttpServerRequest> {

  private final Map<String, Handler<HttpServerRequest>> bySegment;
  private final Handler<HttpServerRequest> otherwise;

  /**
   * A router.
   *
   * @param bySegment who answers what is below {@code /events}, say, by {@code events}
   * @param otherwise answers everything else
   */
  public GatewayRouter(
      Map<String, Handler<HttpServerRequest>> bySegment, Handler<HttpServerRequest> otherwise) {
    this.bySegment = Map.copyOf(bySegment);
    this.otherwise = otherwise;
  }

  @Override
  public void handle(HttpServerRequest request) {
    bySegment
        .getOrDefault(segment(Objects.requireNonNullElse(request.path(), "")), otherwise)
        .handle(request);
  }

  private static String segment(String path) {
    int end = path.indexOf('/', 1);
    return path.startsWith("/") ? path.substring(1, end < 0 ? path.length() : end) : path;
  }
}
