package dev.hearth.host.sandbox.classloader.guard.view;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the common pool in one instance: the same kind of pool, with threads of the instance
 * that end when they are idle. Guarded by itself.
 */
public final class PoolView {

  private static final int MAX_WORKERS = 32;
  private static final long IDLE_SECONDS = 1;

  private final OwnThreads threads;
  private @Nullable ForkJoinPool pool;
  private @Nullable ScheduledThreadPoolExecutor scheduler;
  private boolean closed;

  PoolView(OwnThreads threads) {
    this.threads = threads;
  }

  /** The pool for tasks that name no executor. */
  public synchronized ForkJoinPool pool() {
    refuseIfClosed();
    ForkJoinPool made = pool;
    if (made == null) {
      made = newPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
      pool = made;
    }
    return made;
  }

  /** Another pool of the same kind, for the function to keep. */
  public ForkJoinPool newPool(int parallelism) {
    int workers = Math.min(parallelism, MAX_WORKERS);
    return new ForkJoinPool(
        workers, threads, null, true, 0, MAX_WORKERS, 1, null, IDLE_SECONDS, TimeUnit.SECONDS);
  }

  /** Runs things later. */
  public synchronized ScheduledThreadPoolExecutor scheduler() {
    refuseIfClosed();
    ScheduledThreadPoolExecutor made = scheduler;
    if (made == null) {
      made = new ScheduledThreadPoolExecutor(1, threads);
      made.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
      made.allowCoreThreadTimeOut(true);
      made.setRemoveOnCancelPolicy(true);
      scheduler = made;
    }
    return made;
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new IllegalStateException("the instance of this function has been closed");
    }
  }

  synchronized void close() {
    closed = true;
    if (pool != null) {
      pool.shutdownNow();
    }
    if (scheduler != null) {
      scheduler.shutdownNow();
    }
  }
}
