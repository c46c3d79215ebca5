package dev.hearth.host;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Work of the host that nobody waits for, on one thread of its own. */
final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Housekeeping.class.getName());

  private final ScheduledThreadPoolExecutor thread;

  Housekeeping() {
    thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("hearth-housekeeping").daemon(true).factory());
    thread.setRemoveOnCancelPolicy(true);
  }

  /** A round of work. */
  @FunctionalInterface
  interface Round {
    void run() throws Exception;
  }

  /**
   * Does {@code round} again and again; a failure is logged and the next round comes all the same.
   */
  void every(Duration pause, String name, Round round) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                round.run();
              } catch (Exception e) {
                LOG.log(Level.ERROR, name + " failed and will be tried again", e);
              }
            },
            pause.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  ScheduledThreadPoolExecutor executor() {
    return thread;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
