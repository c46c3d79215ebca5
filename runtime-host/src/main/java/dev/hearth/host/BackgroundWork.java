package dev.hearth.host;

import dev.hearth.host.config.Settings;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationTracer;
import dev.hearth.host.monitoring.Gauges;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.StoreException;
import dev.hearth.host.worker.AttemptRunner;
import dev.hearth.host.worker.BackgroundQueue;
import dev.hearth.host.worker.Backlog;
import dev.hearth.host.worker.TaskDispatcher;
import dev.hearth.host.worker.TaskSweeps;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;

/**
 * The worker of a host: takes tasks in, runs them and sweeps up behind them. Begun and closed by
 * the thread that starts and stops the host.
 */
final class BackgroundWork implements AutoCloseable {

  private static final Logger LOG = System.getLogger(BackgroundWork.class.getName());

  private static final Duration EXPIRE = Duration.ofSeconds(5);
  private static final Duration FORGET = Duration.ofMinutes(1);

  /** How long what is under way may take to be stored when the host stops. */
  private static final Duration CLOSE = Duration.ofSeconds(4);

  private final ScheduledThreadPoolExecutor thread;
  private final BackgroundQueue queue;
  private final TaskDispatcher dispatcher;
  private final TaskSweeps sweeps;
  private final FunctionRegistry registry;

  /**
   * What it is held to.
   *
   * @param maxBacklog unfinished tasks of a function whose manifest says nothing
   * @param maxRunning tasks of one lane that may be under way together
   * @param keepEnded how long tasks are remembered that have ended
   */
  record Limits(int maxBacklog, int maxRunning, Duration keepEnded) {

    static Limits from(Settings settings) {
      return new Limits(
          settings.integer("tasks.max-backlog", 0, 100_000_000),
          settings.integer("tasks.max-running", 1, 100_000),
          settings.duration("tasks.keep-ended"));
    }
  }

  /** What it works with; {@code draws} are numbers from 0 (included) to 1 (excluded). */
  record Means(
      TaskStore store,
      FunctionRegistry registry,
      InvocationPipeline pipeline,
      InvocationTracer tracer,
      TimeSource time,
      DoubleSupplier draws) {}

  /** A worker that does nothing yet. */
  BackgroundWork(Limits limits, Means means, Gauges gauges) {
    this.thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("hearth-worker").daemon(true).factory());
    thread.setRemoveOnCancelPolicy(true);
    thread.prestartAllCoreThreads();
    Backlog backlog = new Backlog();
    BackgroundMetrics metrics = new BackgroundMetrics(gauges);
    this.registry = means.registry();
    this.dispatcher =
        new TaskDispatcher(
            means.store(),
            backlog,
            new TaskDispatcher.Means(
                means.registry(),
                means.tracer(),
                AttemptRunner.of(means.pipeline()),
                metrics,
                limits.maxRunning(),
                means.time(),
                means.draws()),
            thread);
    this.queue =
        new BackgroundQueue(
            means.store(), means.registry(), backlog, limits.maxBacklog(), dispatcher::due);
    this.sweeps =
        new TaskSweeps(
            means.store(), limits.keepEnded(), metrics, dispatcher::lookAgain, means.time());
    BackgroundMetrics.register(gauges, backlog, dispatcher);
  }

  /**
   * Takes over what an earlier run of the host has left and begins to work.
   *
   * @throws StoreException when the store does not say what there is
   */
  void begin(Housekeeping housekeeping) {
    registry.addListener(dispatcher);
    try {
      dispatcher.begin().join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof StoreException cause) {
        throw cause;
      }
      throw failed;
    }
    housekeeping.every(EXPIRE, "the sweep of tasks whose time is over", sweeps::expire);
    housekeeping.every(FORGET, "the sweep of tasks that ended long ago", sweeps::forget);
  }

  /** Where durable work comes in. */
  TaskQueue queue() {
    return queue;
  }

  /** What runs it, and calls it off. */
  TaskDispatcher dispatcher() {
    return dispatcher;
  }

  /** Begins no further attempts; those under way go on. Returns when that is so. */
  void drain() {
    await(dispatcher.stopLeasing(), "stopped leasing tasks");
  }

  /** Ends what is still under way, stores what becomes of it, and ends the thread. */
  @Override
  public void close() {
    await(
        dispatcher.end(), "stored how the last tasks ended; they are taken over at the next start");
    thread.shutdownNow();
  }

  private static void await(CompletableFuture<Void> done, String what) {
    try {
      done.get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.WARNING, "the worker has not " + what, e);
    }
  }
}
