package dev.hearth.host.execution;

import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.pool.Lease;
import dev.hearth.host.sandbox.Assignment;
import dev.hearth.host.sandbox.Excess;
import dev.hearth.host.sandbox.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A call in an instance under the eye of the clocks.watchdog(). Whether it finished or was stopped
 * is decided once, by whoever is first: the instance's thread or the watchdog's.
 */
final class WatchedAssignment implements Assignment {

  /** A call that has passed a limit is answered so soon even if its stack cannot be had. */
  private static final Duration ANSWER_WITHIN = Duration.ofMillis(10);

  /** How long a function may take to end by itself when nobody wants its answer any more. */
  private static final Duration CANCEL_GRACE = Duration.ofMillis(500);

  /** A call that has used more of a processor lets others come first, as any scheduler does. */
  private static final long SHORT_NANOS = 10_000_000;

  private enum State {
    RUNNING,
    FINISHED,
    STOPPED,
    ABANDONED
  }

  private final Call call;
  private final Lease lease;
  private final InvocationExecutor.Ending ending;
  private final InvocationExecutor.Clocks clocks;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final AtomicBoolean finished = new AtomicBoolean();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private volatile Meter meter = () -> Usage.NONE;
  private @Nullable Watch watch;
  private final boolean measured;

  /** Of the instance's thread, which alone uses it. */
  private long delayedBefore;

  /** Used by looks alone, of which there is one at a time. */
  private boolean madeWay;

  WatchedAssignment(
      Call call, Lease lease, InvocationExecutor.Ending ending, InvocationExecutor.Clocks clocks) {
    this.call = call;
    this.lease = lease;
    this.ending = ending;
    this.clocks = clocks;
    this.measured = ending.isMeasured();
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
  public Instant begin(Meter used) {
    BudgetRule usual = clocks.watchdog().callRule(invocation().version().spec());
    Instant now = clocks.time().now();
    BudgetRule rule = usual.within(invocation().lineage().remaining(now, usual.wall()));
    meter = used;
    delayedBefore = measured ? clocks.runQueueDelay().getAsLong() : 0;
    call.runs();
    long first = Math.min(SHORT_NANOS, rule.firstSleepNanos());
    watch = clocks.watchdog().watch(first, elapsed -> look(rule, elapsed));
    call.onCancel(this::cancel);
    return now.plus(rule.wall());
  }

  @Override
  public AnswerStream answers() {
    return call.answers();
  }

  @Override
  public boolean isCancelled() {
    return call.isCancelled();
  }

  private void cancel() {
    if (cancelled.compareAndSet(false, true) && !call.hasEnded()) {
      lease.instance().interrupt(this);
      clocks.watchdog().after(CANCEL_GRACE, this::abandon);
    }
  }

  /** What ends is not to blame: nothing but its caller has made it useless. */
  private void abandon() {
    if (!call.hasEnded() && state.compareAndSet(State.RUNNING, State.ABANDONED)) {
      Excess excess = new Excess(Reason.CANCELLED, "nobody wants the answer any more");
      clocks.watchdog().after(ANSWER_WITHIN, () -> fail(excess, ""));
      lease.instance().abort(this, _ -> {});
    }
  }

  private long look(BudgetRule rule, long elapsedNanos) {
    Usage used = meter.read();
    if (used.cpuNanos() >= SHORT_NANOS && !madeWay) {
      madeWay = true;
      lease.instance().makeWay(this);
      ending.madeWay();
    }
    return switch (rule.judge(elapsedNanos, used)) {
      case BudgetRule.Verdict.GoOn(long sleepNanos) -> sleepNanos;
      case BudgetRule.Verdict.Over(Excess excess) -> {
        stop(excess);
        yield -1;
      }
    };
  }

  /** Ends the call where it still runs; for the watchdog. */
  void stop(Excess excess) {
    if (state.compareAndSet(State.RUNNING, State.STOPPED)) {
      Runnable cancel = clocks.watchdog().after(ANSWER_WITHIN, () -> fail(excess, ""));
      lease
          .instance()
          .abort(
              this,
              where -> {
                cancel.run();
                fail(excess, where);
              });
    }
  }

  @Override
  public void exceeded(Excess excess, String where) {
    if (state.compareAndSet(State.RUNNING, State.STOPPED)) {
      clocks.watchdog().after(Duration.ZERO, () -> fail(excess, where));
      lease.instance().abort(this, _ -> {});
    }
  }

  private void fail(Excess excess, String where) {
    ThrownError error =
        where.isEmpty() ? ThrownError.NONE : new ThrownError(excess.reason().slug(), "", where);
    call.end(
        new Outcome.Failed(excess.reason(), excess.detail(), Duration.ZERO, error), meter.read());
  }

  @Override
  public void answered(Outcome outcome, Usage usage) {
    if (state.get() != State.STOPPED) {
      call.end(outcome, usage);
    }
  }

  @Override
  public void finished() {
    if (!finished.compareAndSet(false, true)) {
      return;
    }
    Watch begun = watch;
    if (begun != null) {
      clocks.watchdog().end(begun);
    }
    long runNanos = call.runNanos();
    Optional<Ran> ran = measured ? Optional.of(measure(runNanos)) : Optional.empty();
    if (state.compareAndSet(State.RUNNING, State.FINISHED)) {
      ending.free(lease, runNanos, ran);
    } else if (state.get() == State.ABANDONED) {
      ending.abandoned(lease, runNanos, ran);
    } else {
      ending.condemned(lease, runNanos, ran);
    }
  }

  private Ran measure(long runNanos) {
    Usage used = meter.read();
    long delay = Math.max(0, clocks.runQueueDelay().getAsLong() - delayedBefore);
    return new Ran(runNanos, used.cpuNanos(), used.allocatedBytes(), delay);
  }
}
