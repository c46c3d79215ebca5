package dev.hearth.host.execution;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import java.time.Duration;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Does things when they are due, on one thread of its own that sleeps until the next. What it is
 * given must be quick and must not throw. Any thread may set and cancel.
 */
public final class Watchdog implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;
  private final LongSupplier ticker;
  private final int processors = Runtime.getRuntime().availableProcessors();
  private final Deque<Watch> spare = new ConcurrentLinkedDeque<>();

  /**
   * A watchdog whose thread starts at once: were it to start with the first alarm, that might come
   * from a thread of a function, whose group and class loader it would inherit.
   *
   * @param time tells the time
   */
  public Watchdog(TimeSource time) {
    ticker = time::nanos;
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("hearth-watchdog").daemon(true).factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.prestartAllCoreThreads();
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

  /**
   * Has looks taken, at next to no cost where most watches end long before the first is due: a
   * watch that has a look planned anyway is used again for the next call, and looks only then
   * whether there is something to do.
   *
   * @return to be given to {@link #end}, once
   */
  Watch watch(long delayNanos, Watch.Look look) {
    Watch watch =
        Objects.requireNonNullElseGet(spare.pollFirst(), () -> new Watch(ticker, this::plan));
    watch.arm(delayNanos, look);
    return watch;
  }

  /** Ends a watch; no look is begun after this unless it has been already. */
  void end(Watch watch) {
    watch.disarm();
    spare.addFirst(watch);
  }

  /** What the calls of a function are held to. */
  BudgetRule callRule(FunctionSpec spec) {
    return BudgetRule.ofCall(spec, processors);
  }

  /** What the start of an instance is held to. */
  BudgetRule startRule(FunctionVersion version) {
    return BudgetRule.ofStart(version.spec(), version.entryPoint().target(), processors);
  }

  private void plan(long delayNanos, Runnable look) {
    if (!timer.isShutdown()) {
      var _ = timer.schedule(look, delayNanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Ends the thread; what is not yet due is not done. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
