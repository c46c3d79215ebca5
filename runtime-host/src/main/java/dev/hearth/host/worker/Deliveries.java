package dev.hearth.host.worker;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.DeliveryPolicy;
import dev.hearth.host.queue.durable.Ending;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tasks under way: runs each, decides what becomes of it and makes that durable. Owned by the
 * dispatcher's thread, except that any thread may {@link #cancel}.
 */
final class Deliveries {

  private static final Logger LOG = System.getLogger(Deliveries.class.getName());

  /** A call that has waited less has not waited. */
  private static final long AT_ONCE_NANOS = 5_000_000;

  private static final Duration SETTLE_AGAIN = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** What says that the function, or the host, has no room for more of the function's tasks. */
  private static final Set<Reason> TURNED_AWAY =
      Set.of(Reason.THROTTLED, Reason.OVERLOADED, Reason.QUEUE_TIMEOUT, Reason.FUNCTION_DISABLED);

  private final TaskStore store;
  private final Attempts attempts;
  private final AttemptRunner runner;
  private final Rota rota;
  private final Means means;
  private final Map<InvocationId, TaskRun> runs = new ConcurrentHashMap<>();

  /**
   * What they work with.
   *
   * @param draws numbers from 0 (included) to 1 (excluded), for the jitter
   * @param thread does things on the dispatcher's thread, now or after a while
   */
  record Means(
      DeliveryListener listener,
      Backlog backlog,
      TimeSource time,
      DoubleSupplier draws,
      OwnerThread thread) {}

  Deliveries(TaskStore store, Attempts attempts, AttemptRunner runner, Rota rota, Means means) {
    this.store = store;
    this.attempts = attempts;
    this.runner = runner;
    this.rota = rota;
    this.means = means;
  }

  /** Runs a task that was leased at {@code now}. */
  void begin(LeasedTask leased, Inbox inbox, Instant now, Duration leaseFor) {
    TaskRun run = enter(attempts.withinSettings(leased), inbox, now, leaseFor);
    means.listener().attempted(run.function());
    Attempts.Prepared prepared = prepare(run);
    run.spec = prepared.spec();
    switch (prepared) {
      case Attempts.Prepared.Refused(_, var why) -> ended(run, new Ending.Failed(why, false));
      case Attempts.Prepared.Ready(var invocation, _) -> start(run, invocation);
    }
  }

  private Attempts.Prepared prepare(TaskRun run) {
    try {
      return attempts.prepare(run.leased());
    } catch (RuntimeException failed) {
      return new Attempts.Prepared.Refused(run.spec, broken(run, failed));
    }
  }

  private void start(TaskRun run, Invocation invocation) {
    try {
      run.runs(runner.run(invocation, record -> means.thread().execute(() -> ended(run, record))));
    } catch (RuntimeException failed) {
      ended(run, new Ending.Failed(broken(run, failed), true));
    }
  }

  private static Outcome.Failed broken(TaskRun run, RuntimeException failed) {
    LOG.log(Level.ERROR, "task " + run.id() + " could not be run", failed);
    return new Outcome.Failed(Reason.HOST_ERROR, "the host could not run the task");
  }

  /** A task was taken over from a host that is gone: it may have run there. */
  void takenOver(LeasedTask leased, Inbox inbox, Instant now, Duration leaseFor) {
    TaskRun before = runs.get(leased.task().id());
    if (before != null) {
      before.stop(TaskRun.Fate.LOST);
    }
    TaskRun run = enter(leased, inbox, now, leaseFor);
    run.spec = attempts.specOf(leased.task());
    ended(
        run,
        new Ending.Lost(
            "the host ended, or its lease did, while attempt "
                + leased.attempt()
                + " ran; how that went is not known"));
  }

  private TaskRun enter(LeasedTask leased, Inbox inbox, Instant now, Duration leaseFor) {
    TaskRun run = new TaskRun(leased, inbox, now.plus(leaseFor), leaseFor, means.time().nanos());
    runs.put(run.id(), run);
    rota.began(run);
    return run;
  }

  private void ended(TaskRun run, InvocationRecord record) {
    boolean ran = run.hasRun();
    if (ran && record.timings().queueNanos() < AT_ONCE_NANOS) {
      rota.ranAtOnce(run.inbox());
    }
    ended(
        run,
        switch (record.outcome()) {
          case Outcome.Answered answered -> new Ending.Answered(answered);
          case Outcome.Failed failed -> new Ending.Failed(failed, ran);
        });
  }

  private void ended(TaskRun run, Ending ending) {
    if (ending instanceof Ending.Failed(var why, var hadInput)
        && !hadInput
        && TURNED_AWAY.contains(why.reason())) {
      rota.turnedAway(run, pause(why.retryAfter()));
    }
    switch (run.over()) {
      case RUNS -> settle(run, decide(run, ending));
      case DRAINED -> settle(run, decide(run, drained(ending)));
      case CANCELLED ->
          settle(
              run,
              DeliveryPolicy.cancelled(
                  new DeliveryPolicy.Attempt(run.leased(), run.spec, ending), means.time().now()));
      case LOST -> leave(run);
      case OVER -> throw new IllegalStateException("task " + run.id() + " has ended twice");
    }
  }

  private static Duration pause(Duration wanted) {
    if (wanted.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
  }

  private Settlement decide(TaskRun run, Ending ending) {
    return DeliveryPolicy.decide(
        new DeliveryPolicy.Attempt(run.leased(), run.spec, ending),
        means.time().now(),
        means.draws().getAsDouble());
  }

  /** An answer that came all the same counts; what had not the input yet may begin anew. */
  private static Ending drained(Ending ending) {
    return ending instanceof Ending.Failed(_, var hadInput) && hadInput
        ? new Ending.Lost("the host was stopped before the function had ended")
        : ending;
  }

  private void settle(TaskRun run, Settlement settlement) {
    CompletableFuture<Boolean> settled;
    try {
      settled = store.settle(run.leased().lease(), settlement, means.time().now());
    } catch (StoreException failed) {
      settled = CompletableFuture.failedFuture(failed);
    }
    var _ =
        settled.whenComplete(
            (held, failed) -> means.thread().execute(() -> settled(run, settlement, held, failed)));
  }

  /** What could not be made durable is tried again: it has happened, and is not to be lost. */
  private void settled(
      TaskRun run, Settlement settlement, @Nullable Boolean held, @Nullable Throwable failed) {
    if (failed != null) {
      LOG.log(
          Level.WARNING,
          "how task {0} ended could not be stored and will be tried again: {1}",
          run.id(),
          failed.getMessage());
      var _ = means.thread().after(SETTLE_AGAIN, () -> settle(run, settlement));
      return;
    }
    if (Boolean.TRUE.equals(held)) {
      conclude(run, settlement);
    } else {
      LOG.log(Level.WARNING, "the lease of task {0} was lost; its run settles nothing", run.id());
    }
    leave(run);
  }

  private void conclude(TaskRun run, Settlement settlement) {
    if (settlement instanceof Settlement.Again(var dueAt, _)) {
      rota.due(run.function(), dueAt);
    } else {
      means.backlog().ended(run.function());
    }
    if (!run.leased().task().terms().orderKey().isEmpty()) {
      rota.due(run.function(), means.time().now()); // the next of its order may go
    }
    means.listener().settled(run.function(), settlement);
  }

  private void leave(TaskRun run) {
    runs.remove(run.id(), run);
    rota.ended(run);
    means.thread().freed();
  }

  /** Calls a task off that is under way here; see {@code TaskCancellation}. */
  boolean cancel(InvocationId id) {
    TaskRun run = runs.get(id);
    return run != null && run.stop(TaskRun.Fate.CANCELLED);
  }

  /** Ends every attempt: what becomes of its task is decided as if the host were gone. */
  void drain() {
    runs.values().forEach(run -> run.stop(TaskRun.Fate.DRAINED));
  }

  /** Makes leases longer of which more than a third has passed. */
  void extendLeases() {
    List<TaskRun> aging = runs.values().stream().filter(this::isAging).toList();
    aging.forEach(this::extend);
  }

  private boolean isAging(TaskRun run) {
    Duration left = Duration.between(means.time().now(), run.leasedUntil);
    return left.multipliedBy(3).compareTo(run.leaseFor().multipliedBy(2)) < 0;
  }

  private void extend(TaskRun run) {
    Instant until = means.time().now().plus(run.leaseFor());
    if (store.extend(run.leased().lease(), until)) {
      run.leasedUntil = until;
    } else if (run.stop(TaskRun.Fate.LOST)) {
      LOG.log(Level.WARNING, "the lease of task {0} was lost; its run is ended", run.id());
    }
  }

  /** The tasks under way. */
  Collection<TaskRun> underWay() {
    return runs.values();
  }
}
