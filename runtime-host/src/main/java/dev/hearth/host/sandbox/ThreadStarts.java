package dev.hearth.host.sandbox;

import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Starts threads of instances with the priority of the host: a new thread inherits the priority
 * that the operating system gives to the one that starts it, and an unprivileged process cannot
 * raise it again. Any thread may use it.
 */
public final class ThreadStarts {

  private static final Duration NEXT_TRY = Duration.ofMillis(100);

  private final BiConsumer<Duration, Runnable> alarm;

  /**
   * Starts of threads.
   *
   * @param alarm does something on a thread of the host, after so long
   */
  public ThreadStarts(BiConsumer<Duration, Runnable> alarm) {
    this.alarm = alarm;
  }

  /**
   * Starts a thread.
   *
   * @param elsewhere whether a thread of the host has to do it, soon, for the running one is an
   *     instance's
   */
  public void start(Thread thread, boolean elsewhere) {
    if (elsewhere) {
      startElsewhere(thread, Duration.ZERO);
    } else {
      thread.start();
    }
  }

  private void startElsewhere(Thread thread, Duration delay) {
    alarm.accept(
        delay,
        () -> {
          try {
            thread.start();
          } catch (OutOfMemoryError noThreadNow) {
            startElsewhere(thread, NEXT_TRY);
          }
        });
  }
}
