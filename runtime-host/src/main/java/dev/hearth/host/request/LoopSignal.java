package dev.hearth.host.request;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has something done on an event loop, once for all that ask before it begins. Any thread may ask,
 * also one of a function.
 */
public final class LoopSignal {

  /** Frames that the way into the queue of an event loop is sure not to need. */
  private static final int SPARE_FRAMES = 256;

  private final Context loop;
  private final Handler<Void> work;
  private final AtomicBoolean due = new AtomicBoolean();

  /** A signal for {@code work} on {@code loop}. */
  public LoopSignal(Context loop, Runnable work) {
    this.loop = loop;
    this.work =
        _ -> {
          due.set(false);
          work.run();
        };
  }

  /**
   * Has the work done soon.
   *
   * @throws StackOverflowError when the stack of the running thread is nearly used up: it must not
   *     end within the queue of the loop, which others use as well
   */
  public void raise() {
    if (!due.get()) {
      requireStack(SPARE_FRAMES, 1, 2, 3);
      if (due.compareAndSet(false, true)) {
        loop.runOnContext(work);
      }
    }
  }

  private static long requireStack(int frames, long a, long b, long c) {
    return frames == 0 ? a : requireStack(frames - 1, b, c, a) + frames;
  }
}
