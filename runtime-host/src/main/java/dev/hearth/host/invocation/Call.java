package dev.hearth.host.invocation;

import dev.hearth.host.config.TimeSource;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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
  private final ResponseSink sink;
  private final AtomicReference<Outcome.@Nullable Failed> cancelled = new AtomicReference<>();
  private volatile @Nullable Runnable onCancel;
  private volatile @Nullable ColdStart coldStart;

  /**
   * A call that begins now.
   *
   * @param onEnd hears once, on the thread that ends the call
   */
  public Call(Invocation invocation, TimeSource time, Consumer<InvocationRecord> onEnd) {
    this(invocation, ResponseSink.WHOLE_ONLY, time, onEnd);
  }

  /**
   * A call that begins now, whose answer may go out piece by piece.
   *
   * @param onEnd hears once, on the thread that ends the call
   */
  public Call(
      Invocation invocation, ResponseSink sink, TimeSource time, Consumer<InvocationRecord> onEnd) {
    this(invocation, sink, time, onEnd, new InvocationListener() {});
  }

  /**
   * A call that begins now, whose lines somebody hears of as they are logged.
   *
   * @param onEnd hears once, on the thread that ends the call
   * @param onLine hears of each line that the function logs
   */
  public Call(
      Invocation invocation,
      ResponseSink sink,
      TimeSource time,
      Consumer<InvocationRecord> onEnd,
      InvocationListener onLine) {
    this.invocation = invocation;
    this.sink = sink;
    this.time = time;
    this.onEnd = onEnd;
    this.log =
        new InvocationLog(
            time.wall(), (line, afterEnd) -> onLine.logged(invocation, line, afterEnd));
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

  /**
   * Whether the function's code has begun to run. If this is false after the call was cancelled, it
   * never will.
   */
  public boolean hasRun() {
    return runningNanos != NOT_YET;
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

  /**
   * Nobody wants the answer any more: ends the call if it does not run yet, else asks whoever runs
   * it to end it. The first reason counts; without effect on a call that has ended.
   *
   * @param why how it is to end
   */
  public void cancel(Outcome.Failed why) {
    if (cancelled.compareAndSet(null, why)) {
      Runnable running = onCancel;
      if (running == null) {
        end(why, Usage.NONE);
      } else {
        running.run();
      }
    }
  }

  /** Whether the function's code need not run any more. */
  public boolean isCancelled() {
    return cancelled.get() != null;
  }

  /** From now on the call runs: {@code action} is done when it is cancelled, perhaps twice. */
  public void onCancel(Runnable action) {
    onCancel = action;
    if (isCancelled() && !hasEnded()) {
      action.run();
    }
  }

  /** The way of an answer that is sent piece by piece. */
  public AnswerStream answers() {
    return sink.takesPieces() ? new Pieces() : AnswerStream.WHOLE_ONLY;
  }

  private final class Pieces implements AnswerStream {
    @Override
    public boolean takesPieces() {
      return true;
    }

    @Override
    public void begin(Outcome.Answered head) throws IOException {
      sink.begin(new InvocationRecord(invocation, head, timings(), Usage.NONE, log));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      sink.write(bytes, from, length);
    }
  }

  /** Whether somebody has ended it. */
  public boolean hasEnded() {
    return ended.get();
  }

  /**
   * Ends the call with an outcome; one that was cancelled while it ran ends with the reason for
   * that.
   *
   * @return false if it had been ended already; then nothing happens
   */
  public boolean end(Outcome outcome, Usage usage) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    Outcome last = Objects.requireNonNullElse(cancelled.get(), outcome);
    log.end();
    onEnd.accept(new InvocationRecord(invocation, last, timings(), usage, log));
    return true;
  }

  private Timings timings() {
    long now = time.nanos();
    long placed = placedNanos == NOT_YET ? now : placedNanos;
    return new Timings(
        placed - receivedNanos, Optional.ofNullable(coldStart), runNanos(), now - receivedNanos);
  }
}
