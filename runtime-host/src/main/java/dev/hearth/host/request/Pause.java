package dev.hearth.host.request;

import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread of a function at a time wait for what an event loop does. Waking never blocks.
 */
final class Pause {

  private volatile @Nullable Thread waiting;

  /**
   * Waits until something holds that changes before {@link #end} is called.
   *
   * @throws InterruptedIOException when the thread is interrupted; it stays so
   */
  void until(BooleanSupplier holds) throws InterruptedIOException {
    waiting = Thread.currentThread();
    try {
      while (!holds.getAsBoolean()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while waiting for the client");
        }
        LockSupport.park();
      }
    } finally {
      waiting = null;
    }
  }

  /** Lets the waiting thread look again. */
  void end() {
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
