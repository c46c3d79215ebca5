package dev.hearth.host.request;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.response.ResponseMapper;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/**
 * Sends an answer piece by piece, no faster than the client takes it. Owned by the connection's
 * event loop; the pipe is where threads of the function come in.
 */
final class StreamedAnswer {

  /** RFC 9113, section 7: the server has met with something that it cannot go on from. */
  private static final long INTERNAL_ERROR = 0x2;

  private static final int PIECE_BYTES = 16 * 1024;

  /** Pieces sent before the loop turns to others. */
  private static final int TURN = 8;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Context loop;
  private final Duration stall;
  private final Runnable onStall;
  private final LoopSignal again;
  private final ResponsePipe pipe;
  private boolean headSet;
  private boolean complete;
  private boolean over;
  private boolean blocked;
  private boolean watched;
  private long sent;

  /**
   * Nothing is sent yet. Any thread may make it.
   *
   * @param onStall called once, when the client has taken nothing for the time {@code stall}
   */
  StreamedAnswer(HttpServerRequest request, Context loop, StreamLimits limits, Runnable onStall) {
    this.request = request;
    this.response = request.response();
    this.loop = loop;
    this.stall = limits.stall();
    this.onStall = onStall;
    this.again = new LoopSignal(loop, this::send);
    this.pipe = new ResponsePipe(again::raise, limits.response().bytes());
  }

  /** Where the function's threads put it. */
  ResponsePipe pipe() {
    return pipe;
  }

  /** Sends what there is, as far as the client takes it. */
  private void send() {
    if (over || !pipe.begun()) {
      return;
    }
    setHead();
    for (int i = 0; i < TURN && pipe.available() > 0; i++) {
      if (response.writeQueueFull()) {
        blocked = true;
        response.drainHandler(_ -> again.raise());
        watch();
        return;
      }
      response.write(Buffer.buffer(pipe.take(PIECE_BYTES))).onComplete(_ -> sent++);
    }
    blocked = false;
    if (pipe.available() > 0) {
      again.raise();
    } else if (complete) {
      end();
    }
  }

  private void setHead() {
    if (headSet) {
      return;
    }
    headSet = true;
    ResponseMapper.Response head = ResponseMapper.map(pipe.head());
    response.setStatusCode(head.status());
    for (HeaderField field : head.headers()) {
      response.headers().add(field.name(), field.value());
    }
    if (hasBody()) {
      response.setChunked(true);
      if (request.version() == HttpVersion.HTTP_1_0) {
        response.write(Buffer.buffer()); // Vert.x would promise chunks, which 1.0 does not know
      } else {
        response.writeHead();
      }
    }
  }

  private boolean hasBody() {
    int status = response.getStatusCode();
    return status != 204 && status != 304 && !request.method().equals(HttpMethod.HEAD);
  }

  /** The function has written all: what is still there is the rest. */
  void complete() {
    complete = true;
    send();
  }

  private void end() {
    over = true;
    boolean closes = request.version() == HttpVersion.HTTP_1_0;
    Answers.dropRest(request);
    response
        .end()
        .onComplete(_ -> {
          if (closes) {
            request.connection().close();
          }
        });
  }

  /** The answer does not become complete, and the client is to see that. */
  void cut() {
    if (!over) {
      over = true;
      if (request.version() == HttpVersion.HTTP_2) {
        response.reset(INTERNAL_ERROR);
      } else {
        request.connection().close();
      }
    }
  }

  /** The connection is gone. */
  void abandon() {
    over = true;
  }

  private void watch() {
    if (!watched) {
      watched = true;
      long before = sent;
      loop.owner().setTimer(stall.toMillis(), _ -> look(before));
    }
  }

  private void look(long before) {
    watched = false;
    if (over || !blocked) {
      return;
    }
    if (sent == before) {
      onStall.run();
      cut();
    } else {
      watch();
    }
  }
}
