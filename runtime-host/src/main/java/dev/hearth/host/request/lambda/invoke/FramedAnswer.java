package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.request.LoopSignal;
import dev.hearth.host.request.ResponsePipe;
import dev.hearth.host.request.StreamLimits;
import dev.hearth.host.request.lambda.LambdaExchange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.List;

/**
 * Sends an answer as a stream of events, no faster than the client takes it. Owned by the
 * connection's event loop; the pipe is where threads of the function come in.
 */
final class FramedAnswer {

  private static final int PIECE_BYTES = 16 * 1024;

  /** Pieces sent before the loop turns to others. */
  private static final int TURN = 8;

  private final LambdaExchange exchange;
  private final HttpServerResponse response;
  private final List<HeaderField> head;
  private final StreamLimits limits;
  private final Runnable onStall;
  private final LoopSignal again;
  private final ResponsePipe pipe;
  private byte[] rest = new byte[0];
  private int restFrom;
  private Buffer completion = Buffer.buffer();
  private boolean complete;
  private boolean headSet;
  private boolean over;
  private boolean blocked;
  private boolean watched;
  private long sent;

  /**
   * Nothing is sent yet. Any thread may make it.
   *
   * @param head fields of the answer
   * @param onStall called once, when the client has taken nothing for as long as it may
   */
  FramedAnswer(
      LambdaExchange exchange, List<HeaderField> head, StreamLimits limits, Runnable onStall) {
    this.exchange = exchange;
    this.response = exchange.request().response();
    this.head = head;
    this.limits = limits;
    this.onStall = onStall;
    this.again = new LoopSignal(exchange.loop(), this::send);
    this.pipe = new ResponsePipe(again::raise, limits.response().bytes());
  }

  /** Where the function's threads put it. */
  ResponsePipe pipe() {
    return pipe;
  }

  /**
   * The function has ended.
   *
   * @param body what follows behind the pieces
   * @param last the event at the end
   */
  void complete(byte[] body, Buffer last) {
    rest = body;
    completion = last;
    complete = true;
    send();
  }

  /** Sends what there is, as far as the client takes it. */
  private void send() {
    if (over || (!complete && !pipe.begun())) {
      return;
    }
    setHead();
    for (int i = 0; i < TURN && available(); i++) {
      if (response.writeQueueFull()) {
        blocked = true;
        response.drainHandler(_ -> again.raise());
        watch();
        return;
      }
      response.write(EventFrames.chunk(next())).onComplete(_ -> sent++);
    }
    blocked = false;
    if (available()) {
      again.raise();
    } else if (complete) {
      end();
    }
  }

  private boolean available() {
    return pipe.available() > 0 || restFrom < rest.length;
  }

  private byte[] next() {
    if (pipe.available() > 0) {
      return pipe.take(PIECE_BYTES);
    }
    int end = Math.min(rest.length, restFrom + PIECE_BYTES);
    byte[] piece = Arrays.copyOfRange(rest, restFrom, end);
    restFrom = end;
    return piece;
  }

  private void setHead() {
    if (headSet) {
      return;
    }
    headSet = true;
    response.setStatusCode(200);
    head.forEach(field -> response.headers().add(field.name(), field.value()));
    exchange.hostFields().forEach(field -> response.headers().add(field.name(), field.value()));
    response.setChunked(true);
    if (isHttp10()) {
      response.write(Buffer.buffer()); // Vert.x would promise chunks, which 1.0 does not know
    } else {
      response.writeHead();
    }
  }

  private boolean isHttp10() {
    return exchange.request().version() == HttpVersion.HTTP_1_0;
  }

  private void end() {
    over = true;
    boolean closes = isHttp10();
    response
        .end(completion)
        .onComplete(_ -> {
          if (closes) {
            exchange.request().connection().close();
          }
        });
  }

  /** Nobody takes it any more. */
  void abandon() {
    over = true;
  }

  private void cut() {
    if (!over) {
      over = true;
      exchange.request().connection().close();
    }
  }

  private void watch() {
    if (!watched) {
      watched = true;
      long before = sent;
      exchange.loop().owner().setTimer(limits.stall().toMillis(), _ -> look(before));
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
