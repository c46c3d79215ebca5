package dev.hearth.host.sandbox.classloader.stop;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Interrupts the thread of one call, and never what the thread does after that call. Any thread may
 * interrupt; made and ended by the thread of the call.
 */
public final class Interrupts {

  private final Thread thread = Thread.currentThread();
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  private enum State {
    OPEN,
    INTERRUPTING,
    INTERRUPTED,
    ENDED
  }

  /** Interrupts the thread once, unless the call has ended. */
  public void interrupt() {
    if (state.compareAndSet(State.OPEN, State.INTERRUPTING)) {
      thread.interrupt();
      state.set(State.INTERRUPTED);
    }
  }

  /** The call has ended: no interrupt comes any more, and none is left. */
  public void end() {
    if (!state.compareAndSet(State.OPEN, State.ENDED)) {
      while (state.get() == State.INTERRUPTING) {
        Thread.onSpinWait();
      }
    }
    Thread.interrupted();
  }
}
