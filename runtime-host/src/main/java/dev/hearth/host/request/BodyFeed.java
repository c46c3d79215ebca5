package dev.hearth.host.request;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Gives a request body to a function while it arrives, no faster than the function takes it. Owned
 * by the connection's event loop.
 */
final class BodyFeed {

  /** As much as usually comes in one part. */
  private static final int PART_BYTES = 16 * 1024;

  private static final byte[] NOTHING = new byte[0];

  private final HttpServerRequest request;
  private final RequestPipe pipe;
  private final long limit;
  private final Runnable tooLarge;
  private byte[] rest = NOTHING;
  private int restFrom;
  private long received;
  private boolean fetching;
  private boolean ended;
  private boolean asked;
  private boolean closed;

  /**
   * Stops the body until the function asks for it.
   *
   * @param limit the most bytes
   * @param tooLarge called once, when there are more
   */
  BodyFeed(HttpServerRequest request, RequestPipe pipe, long limit, Runnable tooLarge) {
    this.request = request;
    this.pipe = pipe;
    this.limit = limit;
    this.tooLarge = tooLarge;
    request.pause();
    request.handler(this::part);
    request.endHandler(_ -> end());
    request.exceptionHandler(_ -> breakOff("the client closed the connection"));
    pipe.awaitRoom();
  }

  /** The function wants more. */
  void pull() {
    if (closed) {
      return;
    }
    sendContinue();
    putRest();
    goOn();
  }

  private void sendContinue() {
    if (!asked) {
      asked = true;
      String expected = request.getHeader(HttpHeaders.EXPECT);
      if (expected != null && expected.equalsIgnoreCase("100-continue") && !isAnswered()) {
        request.response().writeContinue();
      }
    }
  }

  private boolean isAnswered() {
    return request.response().headWritten() || request.response().ended();
  }

  private void goOn() {
    if (ended || fetching) {
      return;
    }
    if (rest.length == 0 && pipe.room() >= PART_BYTES) {
      pipe.noneAwaited();
      fetching = true;
      request.fetch(1);
    } else if (!pipe.awaitRoom()) {
      pipe.noneAwaited();
      putRest();
      goOn();
    }
  }

  private void part(Buffer part) {
    fetching = false;
    if (closed) {
      return;
    }
    received += part.length();
    if (received > limit) {
      tooLarge.run(); // before the function sees that there is no more, and blames itself for it
      breakOff("the body is larger than this host takes");
      return;
    }
    rest = part.getBytes();
    restFrom = 0;
    putRest();
    goOn();
  }

  private void putRest() {
    restFrom += pipe.put(rest, restFrom, rest.length - restFrom);
    if (restFrom == rest.length) {
      rest = NOTHING;
      restFrom = 0;
      if (ended) {
        pipe.end();
      }
    }
  }

  private void end() {
    ended = true;
    fetching = false;
    if (rest.length == 0) {
      pipe.end();
    } else if (!pipe.awaitRoom()) {
      pipe.noneAwaited();
      putRest();
    }
  }

  /** The function gets no more of it. */
  void breakOff(String why) {
    closed = true;
    rest = NOTHING;
    pipe.breakOff(why);
  }
}
