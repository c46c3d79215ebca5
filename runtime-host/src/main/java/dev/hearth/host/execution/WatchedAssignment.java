package dev.hearth.host.execution;

import dev.hearth.host.config.DurationText;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.pool.Lease;
import dev.hearth.host.sandbox.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A call in an instance under the eye of the watchdog. Whether it finished or timed out is decided
 * once, by whoever is first: the instance's thread or the watchdog's.
 */
final class WatchedAssignment implements Assignment {

  private enum State {
    RUNNING,
    FINISHED,
    TIMED_OUT
  }

  private final Call call;
  private final Lease lease;
  private final InvocationExecutor.Ending ending;
  private final Watchdog watchdog;
  private final TimeSource time;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private Runnable cancelAlarm = () -> {};

  WatchedAssignment(
      Call call,
      Lease lease,
      InvocationExecutor.Ending ending,
      Watchdog watchdog,
      TimeSource time) {
    this.call = call;
    this.lease = lease;
    this.ending = ending;
    this.watchdog = watchdog;
    this.time = time;
  }

  @Override
  public Invocation invocation() {
    return call.invocation();
  }

  @Override
  public InvocationLog log() {
    return call.log();
  }

  @Override
  public Instant begin() {
    Duration limit = invocation().version().spec().timeouts().run();
    call.runs();
    cancelAlarm = watchdog.after(limit, this::timeOut);
    return time.now().plus(limit);
  }

  void timeOut() {
    if (state.compareAndSet(State.RUNNING, State.TIMED_OUT)) {
      Duration limit = invocation().version().spec().timeouts().run();
      call.end(
          new Outcome.Failed(
              Reason.RUN_TIMEOUT,
              "the function did not end within "
                  + DurationText.format(limit)
                  + " and was stopped; timeout.run in the manifest sets the limit"),
          Usage.NONE);
      lease.instance().abort(this);
    }
  }

  @Override
  public void answered(Outcome outcome, Usage usage) {
    call.end(outcome, usage);
  }

  @Override
  public void finished() {
    cancelAlarm.run();
    if (state.compareAndSet(State.RUNNING, State.FINISHED)) {
      ending.free(lease, call.runNanos());
    } else {
      ending.condemned(lease);
    }
  }
}
