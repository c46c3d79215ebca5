package dev.hearth.host.request.framing;

import io.vertx.core.VertxBuilder;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.transport.Transport;
import java.util.concurrent.TimeUnit;

/**
 * Makes the HTTP servers of a Vert.x instance strict about HTTP/1 framing and about slow clients;
 * without state.
 *
 * <p>Vert.x does not let a server's connections be reached before it has read their first request,
 * but it takes a transport from outside, and that sees each accepted socket first. So the guard is
 * given to the Vert.x instance, and holds for all servers that listen through it; they must all be
 * HTTP servers without TLS. Clients are not touched.
 */
public final class StrictHttp {

  private static final int MAX_STREAMS = 128;
  private static final int MAX_RESETS = 200;
  private static final int RESET_WINDOW_SECONDS = 30;
  private static final int MAX_SMALL_CONTINUATIONS = 16;

  private StrictHttp() {}

  /**
   * Has every server of the Vert.x instance to be built guarded.
   *
   * @return the same builder
   */
  public static VertxBuilder guard(VertxBuilder builder, WireLimits limits) {
    return builder.withTransport(transport(Transport.NIO, limits));
  }

  /** The plain transport with guarded listening sockets. */
  static Transport transport(Transport plain, WireLimits limits) {
    return new Transport() {
      private final io.vertx.core.spi.transport.Transport guarded =
          new GuardedSockets(plain.implementation(), limits);

      @Override
      public String name() {
        return plain.name();
      }

      @Override
      public boolean available() {
        return plain.available();
      }

      @Override
      public Throwable unavailabilityCause() {
        return plain.unavailabilityCause();
      }

      @Override
      public io.vertx.core.spi.transport.Transport implementation() {
        return guarded;
      }
    };
  }

  /**
   * Options for a guarded server: the same limits for Vert.x's own decoder, and for HTTP/2 at most
   * 128 streams, 200 resets in 30 seconds and 16 small continuation frames.
   *
   * <p>Nothing here speaks WebSocket, so what every message would pass for its sake is left out.
   *
   * <p>Vert.x's idle timeout stays off, as it would end requests that are being answered; the guard
   * closes idle connections.
   */
  public static HttpServerOptions options(WireLimits limits) {
    return new HttpServerOptions()
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxInitialLineLength(limits.maxInitialLine())
        .setMaxHeaderSize(limits.maxHeaderBytes())
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MAX_STREAMS)
                .setMaxHeaderListSize(limits.maxHeaderBytes()))
        .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
        .setHttp2RstFloodWindowDuration(RESET_WINDOW_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
        .setHttp2MaxSmallContinuationFrames(MAX_SMALL_CONTINUATIONS);
  }

  /**
   * Has the server answer with a problem document when its own decoder finds a fault in what the
   * guard has let through.
   *
   * @return the same server
   */
  public static HttpServer answerInvalid(HttpServer server) {
    return server.invalidRequestHandler(StrictHttp::refuse);
  }

  private static void refuse(HttpServerRequest request) {
    Violation violation = Violation.UNREADABLE;
    request
        .response()
        .setStatusCode(violation.code())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Connection", "close")
        .end(violation.problem())
        .onComplete(_ -> request.connection().close());
  }
}
