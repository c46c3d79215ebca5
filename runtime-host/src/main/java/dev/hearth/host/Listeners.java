package dev.hearth.host;

import dev.hearth.host.config.HostPort;
import dev.hearth.host.request.framing.StrictHttp;
import io.vertx.core.DeploymentOptions;
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
import java.util.concurrent.atomic.AtomicInteger;

/** Opens HTTP listeners, a strict server on each event loop that is asked for. */
final class Listeners {

  /** With this, Vert.x gives all servers of its instance that ask for it the same random port. */
  private static final int SHARED_RANDOM_PORT = -1;

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
    AtomicInteger port = new AtomicInteger();
    boolean sharesRandomPort = address.port() == 0 && loops > 1;
    HostPort wanted =
        new HostPort(address.host(), sharesRandomPort ? SHARED_RANDOM_PORT : address.port());
    try {
      vertx
          .deployVerticle(
              () -> new Listener(wanted, options, handler, port),
              new DeploymentOptions().setInstances(loops))
          .toCompletionStage()
          .toCompletableFuture()
          .get();
    } catch (ExecutionException e) {
      throw new IOException(
          "the %s cannot listen on %s (%s); another address is set with --%s=host:port"
              .formatted(name, address, causeOf(e).getMessage(), name),
          e);
    }
    return new HostPort(address.host(), port.get());
  }

  private static Throwable causeOf(ExecutionException e) {
    return Objects.requireNonNullElse(e.getCause(), e);
  }

  /** One server on one event loop. */
  private static final class Listener extends VerticleBase {

    private final HostPort address;
    private final HttpServerOptions options;
    private final Handler<HttpServerRequest> handler;
    private final AtomicInteger port;

    Listener(
        HostPort address,
        HttpServerOptions options,
        Handler<HttpServerRequest> handler,
        AtomicInteger port) {
      this.address = address;
      this.options = options;
      this.handler = handler;
      this.port = port;
    }

    @Override
    public Future<HttpServer> start() {
      return StrictHttp.answerInvalid(vertx.createHttpServer(options))
          .requestHandler(handler)
          .listen(address.port(), address.host())
          .onSuccess(server -> port.set(server.actualPort()));
    }
  }
}
