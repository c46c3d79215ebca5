package dev.hearth.host.request;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.response.ResponseMapper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Writes responses to the wire. Stateless; each call belongs on the connection's event loop. */
public final class Answers {

  private static final long LINGER_MILLIS = 2_000;

  /** RFC 9113, section 8.1: the answer is complete without the rest of the request. */
  private static final long NO_ERROR = 0;

  private Answers() {}

  /** Sends the response of an invocation. */
  public static void send(HttpServerRequest request, ResponseMapper.Response answer) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    for (HeaderField header : answer.headers()) {
      response.headers().add(header.name(), header.value());
    }
    dropRest(request);
    sendBody(request, answer.body());
  }

  /** Sends a refusal that no invocation stands behind. */
  public static void refuse(HttpServerRequest request, Outcome.Failed failed) {
    HttpServerResponse response = request.response();
    if (failed.retryAfterSeconds() > 0) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(failed.retryAfterSeconds()));
    }
    problem(request, ProblemDocument.of(failed));
  }

  /**
   * Sends a problem. When the request's body has not come in whole over HTTP/1, the connection is
   * closed: what is left of the body must not be taken for the next request. It is read and thrown
   * away for a moment, for a client that is still sending would miss the answer if the connection
   * were cut at once.
   */
  public static void problem(HttpServerRequest request, ProblemDocument problem) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(problem.status());
    response.putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
    if (problem.status() == 401 && !response.headers().contains("www-authenticate")) {
      response.putHeader("www-authenticate", "Bearer realm=\"hearth\"");
    }
    if (hasBody(request)) {
      dropRest(request);
    }
    sendBody(request, problem.json(""));
  }

  /**
   * The answer is about to be complete: what has not come of the request's body is read and thrown
   * away for a moment. Then the connection is closed, over HTTP/2 the stream.
   */
  static void dropRest(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    request.handler(_ -> {});
    request.endHandler(_ -> {});
    request.exceptionHandler(_ -> {});
    request.resume();
    if (request.isEnded()) {
      return;
    }
    if (isHttp1(request)) {
      if (!request.response().headWritten()) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
      discardRest(request);
    } else {
      afterLinger(() -> resetUnlessEnded(request));
    }
  }

  private static void resetUnlessEnded(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.response().reset(NO_ERROR);
    }
  }

  private static boolean isHttp1(HttpServerRequest request) {
    return request.version() != HttpVersion.HTTP_2;
  }

  private static void discardRest(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    request.exceptionHandler(_ -> connection.close());
    request.handler(_ -> {});
    request.endHandler(_ -> connection.close());
    request.resume();
    afterLinger(connection::close);
  }

  private static void afterLinger(Runnable action) {
    Context loop = Vertx.currentContext();
    if (loop != null) {
      loop.owner().setTimer(LINGER_MILLIS, _ -> action.run());
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return RequestHeaders.contentLength(request.headers()) > 0
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private static void sendBody(HttpServerRequest request, Payload body) {
    HttpServerResponse response = request.response();
    if (response.getStatusCode() == 204 || response.getStatusCode() == 304) {
      response.end();
    } else if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.size()));
      response.end();
    } else {
      response.end(Buffer.buffer(body.array()));
    }
  }
}
