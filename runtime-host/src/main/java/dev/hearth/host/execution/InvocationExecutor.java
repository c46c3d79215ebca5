package dev.hearth.host.execution;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.pool.Lease;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Runs calls in leased instances within their run timeout. Any thread may use it. */
public final class InvocationExecutor {

  private final Watchdog watchdog;
  private final TimeSource time;
  private final LongSupplier runQueueDelay;

  /** An executor that measures deadlines with {@code time}. */
  public InvocationExecutor(Watchdog watchdog, TimeSource time) {
    this(watchdog, time, new RunQueueDelay());
  }

  /**
   * An executor.
   *
   * @param runQueueDelay how long the running thread has waited for a processor, in nanoseconds
   */
  InvocationExecutor(Watchdog watchdog, TimeSource time, LongSupplier runQueueDelay) {
    this.watchdog = watchdog;
    this.time = time;
    this.runQueueDelay = runQueueDelay;
  }

  /**
   * Hands the call to the instance; returns at once. One that nobody waits for any more, or whose
   * deadline has passed, is not begun.
   *
   * @param ending hears when the instance has done with the call
   */
  public void run(Call call, Lease lease, Ending ending) {
    Lineage lineage = call.invocation().lineage();
    if (lineage.isBounded() && lineage.isOver(time.now())) {
      call.expire();
    }
    if (call.hasEnded()) {
      // Not from here: the next call may have ended too, and so on.
      watchdog.after(Duration.ZERO, () -> ending.free(lease, 0, Optional.empty()));
      return;
    }
    lease
        .instance()
        .run(new WatchedAssignment(call, lease, ending, new Clocks(watchdog, time, runQueueDelay)));
  }

  /** What a call is measured with. */
  record Clocks(Watchdog watchdog, TimeSource time, LongSupplier runQueueDelay) {}

  /** Hears once, on the instance's thread, that a call has left its instance. */
  public interface Ending {

    /** Whether what the call takes is to be measured, which costs some microseconds. */
    boolean isMeasured();

    /**
     * The instance can take the next call.
     *
     * @param runNanos what this one took
     * @param ran all that was measured; empty unless it was to be
     */
    void free(Lease lease, long runNanos, Optional<Ran> ran);

    /** The call has worked for long and lets shorter ones come before it. On any thread. */
    void madeWay();

    /** The instance cannot be used any more; for the rest see {@link #free}. */
    void condemned(Lease lease, long runNanos, Optional<Ran> ran);

    /**
     * The instance cannot be used any more, for a call had to be ended that nobody wanted any more:
     * its function has passed no limit.
     */
    void abandoned(Lease lease, long runNanos, Optional<Ran> ran);
  }
}
