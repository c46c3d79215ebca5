package dev.hearth.host.request.framing;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A guarded Vert.x server on a free port of loopback that remembers what reached its handler. */
final class GuardedServer implements AutoCloseable {

  private final Vertx vertx;
  private final HttpServer server;
  private final List<String> reached = new CopyOnWriteArrayList<>();

  /** Starts a server with this handler. */
  GuardedServer(WireLimits limits, Handler<HttpServerRequest> handler) {
    vertx =
        StrictHttp.guard(Vertx.builder().with(new VertxOptions().setEventLoopPoolSize(1)), limits)
            .build();
    server =
        StrictHttp.answerInvalid(vertx.createHttpServer(StrictHttp.options(limits)))
            .requestHandler(request -> {
              reached.add(request.method() + " " + request.uri());
              handler.handle(request);
            })
            .listen(0, "127.0.0.1")
            .await();
  }

  /** A server that answers with method, address and body of the request. */
  static GuardedServer echoing(WireLimits limits) {
    return new GuardedServer(limits, GuardedServer::echo);
  }

  private static void echo(HttpServerRequest request) {
    if (request.headers().contains("Expect")) {
      request.response().writeContinue();
    }
    request
        .body()
        .onSuccess(body -> {
          HttpServerResponse response = request.response();
          response.end(request.method() + " " + request.uri() + " [" + body + "]");
        });
  }

  Vertx vertx() {
    return vertx;
  }

  int port() {
    return server.actualPort();
  }

  /** Method and address of each request that reached the handler, in order. */
  List<String> reached() {
    return reached;
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
