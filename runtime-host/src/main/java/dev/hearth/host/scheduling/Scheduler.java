package dev.hearth.host.scheduling;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.execution.InstanceStarter;
import dev.hearth.host.execution.InvocationExecutor;
import dev.hearth.host.execution.Ran;
import dev.hearth.host.execution.Watchdog;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.pool.Lease;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.queue.Waiter;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.sandbox.Instance;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Places calls: decides under its lock, acts outside it. An instance that becomes free takes the
 * next waiting call on its own thread. Any thread may use it.
 */
public final class Scheduler {

  private final ReentrantLock lock = new ReentrantLock();
  private final Floor floor;
  private final Placer placer;
  private final WarmPool pool;
  private final InstanceStarter starter;
  private final InvocationExecutor executor;
  private final Timers timers;
  private final TimeSource time;
  private final Rejections rejections;

  /** Of all lines; written under the lock, so that most calls need not take it twice. */
  private volatile int waiting;

  /** Whether a call that comes may have to be turned away; written under the lock as well. */
  private volatile boolean pressed;

  /** A scheduler over its collaborators. */
  public Scheduler(SchedulerConfig config, WarmPool pool, Machinery machinery) {
    this.pool = pool;
    this.starter = machinery.starter();
    this.executor = machinery.executor();
    this.timers = new Timers(this, machinery.watchdog());
    this.time = machinery.time();
    this.floor = new Floor(config, pool, time.nanos());
    this.rejections = new Rejections();
    this.placer = new Placer(this, timers, floor, pool, config.congestedOrder());
  }

  /** What the scheduler sets in motion. */
  public record Machinery(
      InstanceStarter starter, InvocationExecutor executor, Watchdog watchdog, TimeSource time) {}

  /**
   * Why a call of the version would be turned away now; empty if it may come. To be asked before a
   * call's body is read; whoever may come may be turned away still.
   */
  public Optional<Outcome.Failed> refuse(FunctionVersion version) {
    if (!pressed) {
      return Optional.empty();
    }
    return locked(() -> placer.refuse(floor.line(version, version.spec().lane()), time.nanos()))
        .map(refused -> rejections.of(refused, version));
  }

  /** Finds the call a place, lets it wait for one, or ends it; returns at once. */
  public void submit(Call call) {
    locked(() -> placer.arrive(lineOf(call.invocation()), call, time.nanos())).run();
  }

  private Line lineOf(Invocation invocation) {
    return floor.line(invocation.version(), invocation.lane());
  }

  /** Places waiting calls until those that are left have to wait on. */
  void serve() {
    if (waiting == 0) {
      return;
    }
    Optional<Runnable> action = locked(() -> placer.next(time.nanos()));
    while (action.isPresent()) {
      action.get().run();
      action = locked(() -> placer.next(time.nanos()));
    }
  }

  // What the placer decides to be done; run outside the lock.

  void run(Call call, Lease lease, Placed placed) {
    call.placed();
    executor.run(call, lease, placed);
  }

  void start(Call call, Placed placed) {
    call.placed();
    starter.start(placed.desk().version, new StartFor(this, placed, call));
  }

  void turnAway(Call call, Rejections.Refused refused) {
    call.end(rejections.of(refused, call.invocation().version()), Usage.NONE);
  }

  /** Ends the waits in the line that have lasted as long as they may. */
  void endWaits(Line line, long due) {
    boolean slowed = locked(() -> line.desk.brake.holds(time.nanos()));
    FunctionVersion version = line.desk.version;
    for (Waiter late : locked(() -> takeOverdue(line, due))) {
      Call call = late.call();
      call.end(
          slowed ? Rejections.startsSlowly(version) : Rejections.waitedTooLong(call.invocation()),
          Usage.NONE);
    }
  }

  private List<Waiter> takeOverdue(Line line, long due) {
    long now = Math.max(due, time.nanos());
    List<Waiter> overdue = line.waiting.takeOverdue(now);
    floor.refresh(line);
    timers.waitsEnded(line, due, now);
    return overdue;
  }

  /** What the calls of the version lack may be worth a start by now. */
  void lookAgain(Desk desk) {
    serveAfter(() -> {
      desk.lookingAgain = false;
      floor.wakeAfter(desk);
    });
  }

  /** Serves anew after a change to the books. */
  void serveAfter(Runnable change) {
    update(change);
    serve();
  }

  // What happens to calls that have a place.

  /** A call has computed for long: shorter ones come before it, and need not wait for it. */
  void madeWay(Placed placed) {
    serveAfter(() -> placer.madeWay(placed));
  }

  void free(Placed placed, Lease lease, long runNanos, Optional<Ran> ran) {
    Optional<Runnable> next =
        locked(() -> {
          placer.ended(placed, runNanos, ran, time.nanos());
          return placer.goOn(placed.line, lease, time.nanos());
        });
    next.ifPresentOrElse(Runnable::run, this::serve);
  }

  void condemned(Placed placed, long runNanos, Optional<Ran> ran) {
    update(() -> {
      placer.ended(placed, runNanos, ran, time.nanos());
      placed.desk().brake.ended(time.nanos());
    });
  }

  void abandoned(Placed placed, long runNanos, Optional<Ran> ran) {
    update(() -> placer.ended(placed, runNanos, ran, time.nanos()));
  }

  void startFailed(Placed placed) {
    update(() -> {
      floor.instances.startEnded();
      placed.desk().startEnds();
      placer.gone(placed);
    });
  }

  // Starts.

  /** The instance that was started for a call is there, and runs it. */
  void started(StartFor start, Instance instance, ColdStart coldStart) {
    Placed placed = start.placed();
    Lease lease =
        locked(() -> {
          placed.desk().begins();
          return admit(placed.desk(), instance, coldStart);
        });
    executor.run(start.call(), lease, placed);
    serve();
  }

  /** The instance that was to be kept warm is there. */
  void started(Desk desk, Instance instance, ColdStart coldStart) {
    serveAfter(() -> admit(desk, instance, coldStart).release());
  }

  private Lease admit(Desk desk, Instance instance, ColdStart coldStart) {
    Lease lease = pool.admit(instance);
    floor.instances.startEnded();
    desk.startEnds();
    desk.start.add(coldStart.totalNanos());
    floor.wakeAfter(desk);
    return lease;
  }

  /** The instance that was to be kept warm did not start. */
  void startFailed(Desk desk) {
    serveAfter(() -> {
      floor.instances.startEnded();
      desk.startEnds();
      floor.wakeAfter(desk);
    });
  }

  /**
   * Starts instances until {@code count} are alive, or as many as the host has room for.
   *
   * @return how many are alive then; fails with the first failure of a start
   */
  public CompletableFuture<Integer> warm(FunctionVersion version, int count) {
    Desk desk = locked(() -> floor.desks.of(version));
    int missing = locked(() -> floor.grantStarts(desk, count - pool.live(version.revision())));
    CompletableFuture<?>[] starts = new CompletableFuture<?>[missing];
    for (int i = 0; i < missing; i++) {
      StartWarm start = new StartWarm(this, desk);
      starts[i] = start.done();
      starter.start(version, start);
    }
    return CompletableFuture.allOf(starts).thenApply(_ -> pool.live(version.revision()));
  }

  /** Limits calls of a function at a time, in place of {@code concurrency.max} if not empty. */
  public void limit(FunctionName function, OptionalInt max) {
    serveAfter(() -> floor.limit(function, max));
  }

  /** Forgets a version that is gone for good. */
  public void forget(RevisionId revision) {
    pool.flush(revision, EvictionReason.RETIRED);
    update(() -> floor.desks.forget(revision));
  }

  /** An instance of the version has had to be ended between calls. */
  public void slowDown(FunctionVersion version) {
    update(() -> floor.desks.of(version).brake.ended(time.nanos()));
  }

  /** How many calls wait, of all versions together. */
  public int waiting() {
    return waiting;
  }

  /** How many calls were turned away, and what for. */
  public Rejections rejections() {
    return rejections;
  }

  /** What every lane is doing. */
  public SchedulerStatus status() {
    return locked(() -> SchedulerStatus.of(floor));
  }

  private void update(Runnable change) {
    locked(() -> {
      change.run();
      return true;
    });
  }

  /** Does not write what has not changed: that would cost every reader a miss of its cache. */
  private void publish() {
    if (waiting != floor.waiting()) {
      waiting = floor.waiting();
    }
    if (pressed != floor.isPressed()) {
      pressed = floor.isPressed();
    }
  }

  private <T> T locked(Supplier<T> decision) {
    lock.lock();
    try {
      T result = decision.get();
      publish();
      return result;
    } finally {
      lock.unlock();
    }
  }
}
