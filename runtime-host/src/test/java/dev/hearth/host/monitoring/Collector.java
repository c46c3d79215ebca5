package dev.hearth.host.monitoring;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A collector of OTLP over HTTP on loopback that keeps what it is sent. */
final class Collector implements AutoCloseable {

  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  Collector() {
    server =
        await(
            vertx
                .createHttpServer(new HttpServerOptions().setDecompressionSupported(true))
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1"));
  }

  private void receive(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          bodies.merge(request.path(), text(body), String::concat);
          request.response().putHeader("Content-Type", "application/x-protobuf").end();
        });
  }

  /** Protocol Buffers carry strings as they are, so that looking for them needs no parser. */
  private static String text(Buffer body) {
    return new String(body.getBytes(), StandardCharsets.ISO_8859_1);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** All that was sent to the path so far. */
  String received(String path) {
    return bodies.getOrDefault(path, "");
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
