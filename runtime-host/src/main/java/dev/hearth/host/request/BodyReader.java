package dev.hearth.host.request;

import dev.hearth.host.invocation.Payload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Collects a request body, up to a limit that is checked before each part is kept. Lives on the
 * connection's event loop.
 */
public final class BodyReader {

  private final long limit;
  private final Consumer<Payload> whole;
  private final Runnable tooLarge;
  private Buffer collected = Buffer.buffer();
  private boolean over;

  private BodyReader(long limit, Consumer<Payload> whole, Runnable tooLarge) {
    this.limit = limit;
    this.whole = whole;
    this.tooLarge = tooLarge;
  }

  /**
   * Reads the body of {@code request}. Exactly one of the two hears, unless the caller goes away
   * first.
   */
  public static void read(
      HttpServerRequest request, long limit, Consumer<Payload> whole, Runnable tooLarge) {
    BodyReader reader = new BodyReader(limit, whole, tooLarge);
    request.handler(reader::part);
    request.endHandler(_ -> reader.end());
    request.exceptionHandler(_ -> reader.over = true);
  }

  private void part(Buffer part) {
    if (over) {
      return;
    }
    if (collected.length() + (long) part.length() > limit) {
      over = true;
      collected = Buffer.buffer();
      tooLarge.run();
    } else {
      collected.appendBuffer(part);
    }
  }

  private void end() {
    if (!over) {
      whole.accept(Payload.wrap(collected.getBytes()));
    }
  }
}
