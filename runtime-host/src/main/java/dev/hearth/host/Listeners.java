package dev.hearth.host;

import dev.hearth.host.config.HostPort;
import dev.hearth.host.request.framing.StrictHttp;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Opens HTTP listeners, a strict server on each event loop that is asked for. */
final class Listeners {

  private Listeners() {}

  /**
   * Listens, on {@code loops} event loops that share the address.
   *
   * @return the address with its actual port
   * @throws IOException when it cannot be listened on; says which and what to do
   */
  static HostPort open(
      Vertx vertx,
      String name,
      HostPort address,
      HttpServerOptions options,
      Handler<HttpServerRequest> handler,
      int loops)
      throws IOException, InterruptedException {
    HostPort actual = address;
    for (int i = 0; i < loops; i++) {
      Listener listener = new Listener(actual, options, handler);
      try {
        vertx.deployVerticle(listener).toCompletionStage().toCompletableFuture().get();
      } catch (ExecutionException e) {
        throw new IOException(
            "the %s cannot listen on %s (%s); another address is set with --%s=host:port"
                .formatted(name, address, causeOf(e).getMessage(), name),
            e);
      }
      actual = new HostPort(address.host(), listener.port);
    }
    return actual;
  }

  private static Throwable causeOf(ExecutionException e) {
    return Objects.requireNonNullElse(e.getCause(), e);
  }

  /** One server on one event loop. */
  private static final class Listener extends VerticleBase {

    private final HostPort address;
    private final HttpServerOptions options;
    private final Handler<HttpServerRequest> handler;
    private volatile int port;

    Listener(HostPort address, HttpServerOptions options, Handler<HttpServerRequest> handler) {
      this.address = address;
      this.options = options;
      this.handler = handler;
    }

    @Override
    public Future<HttpServer> start() {
      return StrictHttp.answerInvalid(vertx.createHttpServer(options))
          .requestHandler(handler)
          .listen(address.port(), address.host())
          .onSuccess(server -> port = server.actualPort());
    }
  }
}
