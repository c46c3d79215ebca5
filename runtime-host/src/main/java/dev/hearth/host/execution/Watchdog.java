package dev.hearth.host.execution;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does things when they are due, on one thread of its own that sleeps until the next. What it is
 * given must be quick and must not throw. Any thread may set and cancel.
 */
public final class Watchdog implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  /** A watchdog whose thread starts with the first alarm. */
  public Watchdog() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "hearth-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Does {@code action} after {@code delay}.
   *
   * @return cancels it; without effect once it has begun
   */
  public Runnable after(Duration delay, Runnable action) {
    ScheduledFuture<?> alarm = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> alarm.cancel(false);
  }

  /** Ends the thread; what is not yet due is not done. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
