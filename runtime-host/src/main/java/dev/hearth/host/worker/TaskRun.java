package dev.hearth.host.worker;

import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One leased task, from its lease to its settlement. Owned by the dispatcher's thread, except that
 * any thread may stop it.
 */
final class TaskRun {

  private final LeasedTask leased;
  private final Inbox inbox;
  private final Inbox.Turns turns;
  private final Duration leaseFor;
  private final long begunNanos;
  private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.RUNS);
  private volatile @Nullable Call call;

  /** Until when it is leased. */
  Instant leasedUntil;

  /** What holds for the version that it runs. */
  FunctionSpec spec = FunctionSpec.defaults();

  /** What is to become of it. */
  enum Fate {
    /** What its outcome says. */
    RUNS("", Reason.HOST_ERROR),
    /** Somebody has called it off. */
    CANCELLED("the task was called off", Reason.CANCELLED),
    /** Its lease is another's: nothing may be settled. */
    LOST("the lease of the task was lost to another run of it", Reason.CANCELLED),
    /** The host ends. */
    DRAINED("the host was asked to stop and could wait no longer", Reason.DRAINING),
    /** It has ended, however that was. */
    OVER("", Reason.HOST_ERROR);

    private final String detail;
    private final Reason reason;

    Fate(String detail, Reason reason) {
      this.detail = detail;
      this.reason = reason;
    }

    /** What the attempt is told. */
    Outcome.Failed why() {
      return new Outcome.Failed(reason, detail);
    }
  }

  TaskRun(LeasedTask leased, Inbox inbox, Instant leasedUntil, Duration leaseFor, long nowNanos) {
    this.leased = leased;
    this.inbox = inbox;
    this.turns = inbox.turns;
    this.leasedUntil = leasedUntil;
    this.leaseFor = leaseFor;
    this.begunNanos = nowNanos;
  }

  LeasedTask leased() {
    return leased;
  }

  InvocationId id() {
    return leased.task().id();
  }

  FunctionName function() {
    return leased.task().target().function();
  }

  Inbox inbox() {
    return inbox;
  }

  Inbox.Turns turns() {
    return turns;
  }

  Duration leaseFor() {
    return leaseFor;
  }

  long begunNanos() {
    return begunNanos;
  }

  /** What its input takes. */
  long bytes() {
    return leased.task().input().body().size();
  }

  /** The attempt is on its way; whoever stopped it before has not seen the call. */
  void runs(Call begun) {
    call = begun;
    Fate now = fate.get();
    if (now != Fate.RUNS && now != Fate.OVER) {
      begun.cancel(now.why());
    }
  }

  /**
   * Asks the attempt to end.
   *
   * @return whether that decides what becomes of it; else it was stopped before, or has ended
   */
  boolean stop(Fate how) {
    if (!fate.compareAndSet(Fate.RUNS, how)) {
      return false;
    }
    Call begun = call;
    if (begun != null) {
      begun.cancel(how.why());
    }
    return true;
  }

  /** The attempt has ended; gives what was to become of it. */
  Fate over() {
    return fate.getAndSet(Fate.OVER);
  }

  /** Whether the function's code has begun to run; not before {@link #runs} known to be false. */
  boolean hasRun() {
    Call begun = call;
    return begun == null || begun.hasRun();
  }
}
