package dev.hearth.host.invocation;

import dev.hearth.host.config.TimeSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One invocation on its way through the stages. Each stage hands it to the next, so its times are
 * written by one thread after the other; whoever ends it first wins, and only that ending counts.
 */
public final class Call {

  private static final long NOT_YET = Long.MIN_VALUE;

  private final Invocation invocation;
  private final InvocationLog log;
  private final TimeSource time;
  private final Consumer<InvocationRecord> onEnd;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final long receivedNanos;
  private volatile long placedNanos = NOT_YET;
  private volatile long runningNanos = NOT_YET;
  private volatile @Nullable ColdStart coldStart;

  /**
   * A call that begins now.
   *
   * @param onEnd hears once, on the thread that ends the call
   */
  public Call(Invocation invocation, TimeSource time, Consumer<InvocationRecord> onEnd) {
    this.invocation = invocation;
    this.time = time;
    this.onEnd = onEnd;
    this.log = new InvocationLog(time.wall());
    this.receivedNanos = time.nanos();
  }

  /** What is to be run. */
  public Invocation invocation() {
    return invocation;
  }

  /** Where what the function logs goes. */
  public InvocationLog log() {
    return log;
  }

  /**
   * Takes the call out of its waiting line: to give it a place, or to end its wait.
   *
   * @return true for the first only
   */
  public boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /** The wait is over: an instance was found, or one begins to start for this call. */
  public void placed() {
    placedNanos = time.nanos();
  }

  /** The instance that started for this call can take it. */
  public void coldStarted(ColdStart start) {
    coldStart = start;
  }

  /** The function's code is about to run. */
  public void runs() {
    runningNanos = time.nanos();
  }

  /** Nanoseconds since {@link #runs()}; 0 before. */
  public long runNanos() {
    long since = runningNanos;
    return since == NOT_YET ? 0 : time.nanos() - since;
  }

  /**
   * Ends the call if its code does not run yet: whoever asked for it has gone.
   *
   * @return whether this has ended it
   */
  public boolean abandon() {
    return endBeforeItRuns(
        new Outcome.Failed(
            Reason.CANCELLED, "whoever asked for the call ended before the function ran"));
  }

  /**
   * Ends the call if its code does not run yet: the deadline that it came with has passed.
   *
   * @return whether this has ended it
   */
  public boolean expire() {
    boolean waits = placedNanos == NOT_YET;
    return endBeforeItRuns(
        new Outcome.Failed(
            waits ? Reason.QUEUE_TIMEOUT : Reason.INIT_TIMEOUT,
            "the time that the caller gave (X-Hearth-Timeout, or what was left to the function that"
                + " called) was over while the call "
                + (waits ? "waited for an instance" : "started an instance")
                + " of "
                + invocation.version().id()));
  }

  private boolean endBeforeItRuns(Outcome.Failed failed) {
    return runningNanos == NOT_YET && end(failed, Usage.NONE);
  }

  /** Whether somebody has ended it. */
  public boolean hasEnded() {
    return ended.get();
  }

  /**
   * Ends the call with an outcome.
   *
   * @return false if it had been ended already; then nothing happens
   */
  public boolean end(Outcome outcome, Usage usage) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    onEnd.accept(new InvocationRecord(invocation, outcome, timings(), usage, log));
    return true;
  }

  private Timings timings() {
    long now = time.nanos();
    long placed = placedNanos == NOT_YET ? now : placedNanos;
    return new Timings(
        placed - receivedNanos, Optional.ofNullable(coldStart), runNanos(), now - receivedNanos);
  }
}
