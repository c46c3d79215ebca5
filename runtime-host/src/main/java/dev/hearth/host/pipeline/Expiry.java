package dev.hearth.host.pipeline;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The alarm of a call's deadline, so that it does not outlive the call by long. The call may end
 * while the alarm is being set: whoever comes second cancels it. Any thread may use it.
 */
final class Expiry {

  private final AtomicReference<Runnable> alarm = new AtomicReference<>(Mark.UNSET);

  /** Where there is nothing to cancel. */
  private enum Mark implements Runnable {
    UNSET,
    OVER;

    @Override
    public void run() {
      // Nothing to cancel.
    }
  }

  /** The alarm has been set. */
  void set(Runnable cancel) {
    if (!alarm.compareAndSet(Mark.UNSET, cancel)) {
      cancel.run();
    }
  }

  /** The call has ended. */
  void cancel() {
    alarm.getAndSet(Mark.OVER).run();
  }
}
