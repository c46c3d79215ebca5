package dev.hearth.host.pipeline;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationListener;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ResponseSink;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.scheduling.Scheduler;
import dev.hearth.host.validation.CallValidator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Takes an invocation through the stages: it is validated by its head, then queued and scheduled
 * until it has an instance, executed there, answered, and told to the listeners. Cleanup follows
 * when the instance leaves the pool. Any thread may use it.
 */
public final class InvocationPipeline {

  private static final Logger LOG = System.getLogger(InvocationPipeline.class.getName());

  private final CallValidator validator;
  private final Scheduler scheduler;
  private final List<InvocationListener> listeners;
  private final Alarm alarm;
  private final TimeSource time;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile boolean draining;

  private final InvocationListener lines =
      new InvocationListener() {
        @Override
        public void logged(Invocation invocation, LogLine line, boolean afterEnd) {
          for (InvocationListener listener : listeners) {
            listener.logged(invocation, line, afterEnd);
          }
        }
      };

  /** Does something later. */
  @FunctionalInterface
  public interface Alarm {

    /** Does {@code action}, which is quick, after {@code delay}; gives what cancels it. */
    Runnable after(Duration delay, Runnable action);
  }

  /** A pipeline whose ended invocations {@code listeners} hear of, in this order. */
  public InvocationPipeline(
      CallValidator validator,
      Scheduler scheduler,
      List<InvocationListener> listeners,
      Alarm alarm,
      TimeSource time) {
    this.validator = validator;
    this.scheduler = scheduler;
    this.listeners = List.copyOf(listeners);
    this.alarm = alarm;
    this.time = time;
  }

  /**
   * Why a call is refused before its body is read; empty if it may go on, and then it is counted. A
   * host that drains refuses those from outside only: the others belong to calls under way.
   */
  public Optional<Outcome.Failed> refuse(CallValidator.Head head) {
    return draining && head.caller().isOutside()
        ? Optional.of(drainingNow())
        : validator.refuse(head).or(() -> scheduler.refuse(head.version()));
  }

  /**
   * The same for a call that nobody waits for: how busy the host is does not matter.
   *
   * @return empty if it may go on, and then it is counted
   */
  public Optional<Outcome.Failed> refuseLater(CallValidator.Head head) {
    return draining && head.caller().isOutside()
        ? Optional.of(drainingNow())
        : validator.refuse(head);
  }

  /** Why a call that {@link #refuseLater} lets pass would get no place now; empty if it may. */
  public Optional<Outcome.Failed> refusePlace(FunctionVersion version) {
    return scheduler.refuse(version);
  }

  /** What a caller is told whose body is too large to be kept as a whole. */
  public Outcome.Failed tooLargeToKeep() {
    return validator.tooLargeToKeep();
  }

  /** The most bytes that a body may have that is kept as a whole. */
  public long maxKeptBytes() {
    return validator.maxKept().bytes();
  }

  /** What a caller is told whose body turns out to be too large while it is read. */
  public Outcome.Failed tooLarge(FunctionVersion version) {
    return validator.tooLarge(version.spec());
  }

  /** The most bytes that a body for this version may have. */
  public long maxBodyBytes(FunctionVersion version) {
    return validator.maxBody(version.spec()).bytes();
  }

  /**
   * Runs an invocation that was not refused; returns at once.
   *
   * @param response hears once how it ended, on the thread that ended it, after the listeners, so
   *     that whoever has the answer also finds the invocation in the history
   * @return the call, to be ended before its time should nobody wait for it any more
   */
  public Call run(Invocation invocation, Consumer<InvocationRecord> response) {
    return run(invocation, ResponseSink.WHOLE_ONLY, response);
  }

  /**
   * Runs an invocation whose answer may go out piece by piece; returns at once.
   *
   * @param sink gets the pieces; an answer of which it got any ends with an outcome without a body
   * @param response as for {@link #run(Invocation, Consumer)}
   */
  public Call run(Invocation invocation, ResponseSink sink, Consumer<InvocationRecord> response) {
    inFlight.incrementAndGet();
    Expiry expiry = new Expiry();
    Call call =
        new Call(
            invocation,
            sink,
            time,
            record -> {
              expiry.cancel();
              tell(record);
              response.accept(record);
              inFlight.decrementAndGet();
            },
            lines);
    if (invocation.lineage().isBounded()) {
      Duration left = invocation.lineage().remaining(time.now(), Duration.ZERO);
      expiry.set(alarm.after(left, call::expire));
    }
    try {
      scheduler.submit(call);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "invocation " + invocation.id() + " could not be scheduled", e);
      call.end(
          new Outcome.Failed(Reason.HOST_ERROR, "the host could not schedule the call"),
          Usage.NONE);
    }
    return call;
  }

  private void tell(InvocationRecord record) {
    for (InvocationListener listener : listeners) {
      try {
        listener.ended(record);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a listener failed for " + record.invocation().id(), e);
      }
    }
  }

  /** From now on every new call is refused. */
  public void drain() {
    draining = true;
  }

  /** How many invocations have begun and not ended. */
  public int inFlight() {
    return inFlight.get();
  }

  private static Outcome.Failed drainingNow() {
    return new Outcome.Failed(
        Reason.DRAINING,
        "the host is shutting down and takes no new calls",
        Duration.ofSeconds(5),
        ThrownError.NONE);
  }
}
