package dev.hearth.host.execution;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.pool.Lease;

/** Runs calls in leased instances within their run timeout. Any thread may use it. */
public final class InvocationExecutor {

  private final Watchdog watchdog;
  private final TimeSource time;

  /** An executor that measures deadlines with {@code time}. */
  public InvocationExecutor(Watchdog watchdog, TimeSource time) {
    this.watchdog = watchdog;
    this.time = time;
  }

  /**
   * Hands the call to the instance; returns at once.
   *
   * @param ending hears when the instance has done with the call
   */
  public void run(Call call, Lease lease, Ending ending) {
    lease.instance().run(new WatchedAssignment(call, lease, ending, watchdog, time));
  }

  /** Hears once, on the instance's thread, that a call has left its instance. */
  public interface Ending {

    /** The instance can take the next call; {@code runNanos} is what this one took. */
    void free(Lease lease, long runNanos);

    /** The instance cannot be used any more. */
    void condemned(Lease lease);

    /**
     * The instance cannot be used any more, for a call had to be ended that nobody wanted any more:
     * its function has passed no limit.
     */
    default void abandoned(Lease lease) {
      condemned(lease);
    }
  }
}
