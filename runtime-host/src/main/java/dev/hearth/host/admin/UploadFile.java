package dev.hearth.host.admin;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;

/**
 * The file that one upload is written to. Owned by the connection's event loop; the disk is written
 * by Vert.x.
 */
final class UploadFile {

  private final AsyncFile out;
  private final Promise<Void> written = Promise.promise();
  private int underWay;
  private boolean complete;

  /** Writes to a file that is empty. */
  UploadFile(AsyncFile out) {
    this.out = out;
  }

  /** Writes behind what was written; {@link #written} tells what became of it. */
  void write(Buffer bytes) {
    underWay++;
    out.write(bytes).onComplete(this::written);
  }

  private void written(AsyncResult<Void> result) {
    underWay--;
    if (result.failed()) {
      written.tryFail(result.cause());
    } else {
      endIfComplete();
    }
  }

  /** Whether more is waiting for the disk than should be. */
  boolean isFull() {
    return out.writeQueueFull();
  }

  /** Calls {@code action} once, when it is no longer full. */
  void whenRoom(Runnable action) {
    out.drainHandler(_ -> action.run());
  }

  /** Nothing more will be written. */
  void end() {
    complete = true;
    endIfComplete();
  }

  private void endIfComplete() {
    if (complete && underWay == 0) {
      written.tryComplete();
    }
  }

  /** Done when all has been written after {@link #end}; fails as soon as a write fails. */
  Future<Void> written() {
    return written.future();
  }
}
