package dev.hearth.host.request.event;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;

/**
 * Says to whom asks whether it may send events here, as the abuse protection of the <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection">webhook
 * specification</a> wants it. Leave to ask is no leave to send: that needs a key. Immutable.
 */
public final class AllowedOrigins {

  private static final String ANY = "*";

  private final Set<String> origins;

  /** These senders, by the names of their hosts; {@code *} for all, none for nobody. */
  public AllowedOrigins(List<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  /** Answers {@code OPTIONS}. Without the fields that allow it, no sender that asks will send. */
  void answer(HttpServerRequest request) {
    String origin = request.getHeader("WebHook-Request-Origin");
    if (origin != null && (origins.contains(ANY) || origins.contains(origin))) {
      request.response().putHeader("WebHook-Allowed-Origin", origins.contains(ANY) ? ANY : origin);
      request.response().putHeader("WebHook-Allowed-Rate", "*");
    }
    request.response().putHeader("Allow", "OPTIONS, POST").setStatusCode(204).end();
  }
}
