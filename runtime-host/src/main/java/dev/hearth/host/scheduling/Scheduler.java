package dev.hearth.host.scheduling;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.execution.InstanceStarter;
import dev.hearth.host.execution.InvocationExecutor;
import dev.hearth.host.execution.StartResult;
import dev.hearth.host.execution.Watchdog;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.pool.Lease;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.queue.Waiter;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.sandbox.Instance;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Places calls: decides under the lock of the version's desk, acts outside it. An instance that
 * becomes free takes the next waiting call on its own thread. Any thread may use it.
 */
public final class Scheduler {

  private static final Duration SHORTEST_SECOND_LOOK = Duration.ofMillis(5);

  private final WarmPool pool;
  private final CapacityLedger capacity;
  private final InstanceStarter starter;
  private final InvocationExecutor executor;
  private final Watchdog watchdog;
  private final TimeSource time;
  private final Desks desks;

  /** A scheduler over its collaborators. */
  public Scheduler(SchedulerConfig config, WarmPool pool, Machinery machinery) {
    this.desks = new Desks(config);
    this.pool = pool;
    this.capacity = new CapacityLedger(pool, config.maxInstances());
    this.starter = machinery.starter();
    this.executor = machinery.executor();
    this.watchdog = machinery.watchdog();
    this.time = machinery.time();
  }

  /** What the scheduler sets in motion. */
  public record Machinery(
      InstanceStarter starter, InvocationExecutor executor, Watchdog watchdog, TimeSource time) {}

  /** Finds the call a place, lets it wait for one, or ends it; returns at once. */
  public void submit(Call call) {
    Desk desk = desks.of(call.invocation().version());
    desk.locked(() -> place(desk, call)).run();
  }

  /** Called under the desk's lock; gives what is to be done outside. */
  private Runnable place(Desk desk, Call call) {
    return switch (decide(desk, desk.line.size(), 0)) {
      case WARM -> placeWarm(desk, call);
      case COLD -> capacity.tryStart() ? startFor(desk, call) : letWait(desk, call);
      case WAIT -> letWait(desk, call);
      case REJECT_FULL -> () -> call.end(Rejections.full(desk.version, desk.limits), Usage.NONE);
      case REJECT_OFF -> () -> call.end(Rejections.off(desk.version), Usage.NONE);
    };
  }

  /** After the ledger has granted the start. */
  private Runnable startFor(Desk desk, Call call) {
    desk.starting++;
    call.placed();
    return () -> starter.start(desk.version, new StartFor(desk, call));
  }

  private Placement decide(Desk desk, int waiting, long waitedNanos) {
    boolean warmRoom = pool.hasRoom(desk.version.revision());
    boolean hostRoom = warmRoom || mayStart(desk); // only a start asks for room in the host
    return SchedulingPolicy.decide(desk.snapshot(warmRoom, hostRoom, waiting, waitedNanos));
  }

  private boolean mayStart(Desk desk) {
    return !desk.brake.holds(time.nanos()) && capacity.hasRoom();
  }

  private Runnable placeWarm(Desk desk, Call call) {
    return pool.lease(desk.version.revision())
        .map(lease -> runIn(desk, call, lease))
        .orElseGet(() -> place(desk, call)); // evicted in this very moment
  }

  private Runnable runIn(Desk desk, Call call, Lease lease) {
    desk.running++;
    return () -> run(desk, call, lease);
  }

  private void run(Desk desk, Call call, Lease lease) {
    call.placed();
    executor.run(call, lease, new Freed(this, desk));
  }

  private Runnable letWait(Desk desk, Call call) {
    Duration limit = desk.version.spec().timeouts().queue();
    Runnable timer = watchdog.after(limit, () -> endWait(desk, call));
    desk.line.add(new Waiter(call, time.nanos(), timer));
    lookAgainSoon(desk);
    return () -> {};
  }

  private void endWait(Desk desk, Call call) {
    if (call.claim()) {
      boolean slowed = desk.locked(() -> desk.brake.holds(time.nanos()));
      call.end(
          slowed ? Rejections.startsSlowly(desk.version) : Rejections.waitedTooLong(desk.version),
          Usage.NONE);
    }
  }

  /** A start may become worth its while although nothing happens: the first in line waits on. */
  private void lookAgainSoon(Desk desk) {
    if (!desk.lookingAgain && desk.line.size() > 0) {
      desk.lookingAgain = true;
      Duration delay = Duration.ofNanos(desk.start.nanos());
      watchdog.after(
          delay.compareTo(SHORTEST_SECOND_LOOK) < 0 ? SHORTEST_SECOND_LOOK : delay,
          () -> {
            desk.update(() -> desk.lookingAgain = false);
            serveLine(desk);
          });
    }
  }

  /** Places waiting calls until one has to wait on. */
  void serveLine(Desk desk) {
    Optional<Runnable> action = desk.locked(() -> placeFirst(desk));
    while (action.isPresent()) {
      action.get().run();
      action = desk.locked(() -> placeFirst(desk));
    }
  }

  private Optional<Runnable> placeFirst(Desk desk) {
    int waiting = desk.line.size();
    if (waiting == 0) {
      return Optional.empty();
    }
    return switch (decide(desk, waiting - 1, desk.line.longestWaitNanos(time.nanos()))) {
      case WARM -> placeFirstWarm(desk);
      case COLD -> placeFirstCold(desk);
      case WAIT, REJECT_FULL, REJECT_OFF -> {
        lookAgainSoon(desk);
        yield Optional.empty();
      }
    };
  }

  private Optional<Runnable> placeFirstCold(Desk desk) {
    if (!capacity.tryStart()) {
      lookAgainSoon(desk);
      return Optional.empty();
    }
    Optional<Runnable> start = desk.line.poll().map(first -> startFor(desk, first.call()));
    if (start.isEmpty()) {
      capacity.startEnded();
    }
    return start;
  }

  /** The lease comes before the call leaves the line, so that it never loses its turn. */
  private Optional<Runnable> placeFirstWarm(Desk desk) {
    Optional<Lease> lease = pool.lease(desk.version.revision());
    if (lease.isEmpty()) {
      return placeFirst(desk); // evicted in this very moment
    }
    return desk.line
        .poll()
        .map(first -> runIn(desk, first.call(), lease.get()))
        .or(() -> Optional.of(lease.get()::release));
  }

  /**
   * Starts instances until {@code count} are alive, or as many as the host has room for.
   *
   * @return how many are alive then; fails with the first failure of a start
   */
  public CompletableFuture<Integer> warm(FunctionVersion version, int count) {
    Desk desk = desks.of(version);
    int missing = desk.locked(() -> grantStarts(desk, count));
    CompletableFuture<?>[] starts = new CompletableFuture<?>[missing];
    for (int i = 0; i < missing; i++) {
      StartWarm start = new StartWarm(this, desk);
      starts[i] = start.done();
      starter.start(version, start);
    }
    return CompletableFuture.allOf(starts).thenApply(_ -> pool.live(version.revision()));
  }

  private int grantStarts(Desk desk, int count) {
    int wanted = count - pool.live(desk.version.revision()) - desk.starting;
    int granted = 0;
    while (granted < wanted && capacity.tryStart()) {
      desk.starting++;
      granted++;
    }
    return granted;
  }

  /** Forgets a version that is gone for good. */
  public void forget(RevisionId revision) {
    pool.flush(revision, EvictionReason.RETIRED);
    desks.forget(revision);
  }

  /** How many calls wait, of all versions together. */
  public int waiting() {
    return desks.waiting();
  }

  /** A call has left an instance that had to be ended. */
  void ended(Desk desk) {
    desk.update(() -> {
      desk.running--;
      desk.brake.ended(time.nanos());
    });
  }

  /** An instance of the version has had to be ended between calls. */
  public void slowDown(FunctionVersion version) {
    Desk desk = desks.of(version);
    desk.update(() -> desk.brake.ended(time.nanos()));
  }

  void free(Desk desk, Lease lease) {
    Optional<Waiter> next =
        desk.locked(() -> {
          boolean goesOn = desk.line.size() > 0 && lease.reusable();
          Optional<Waiter> first = goesOn ? desk.line.poll() : Optional.empty();
          if (first.isEmpty()) {
            desk.running--;
          }
          return first;
        });
    if (next.isPresent()) {
      run(desk, next.get().call(), lease);
    } else {
      lease.release();
      serveLine(desk);
    }
  }

  /** A start for one call, which then runs first. */
  private final class StartFor implements StartResult {

    private final Desk desk;
    private final Call call;

    StartFor(Desk desk, Call call) {
      this.desk = desk;
      this.call = call;
    }

    @Override
    public void started(Instance instance, ColdStart coldStart) {
      Lease lease = admit(desk, instance, coldStart);
      call.coldStarted(coldStart);
      executor.run(call, lease, new Freed(Scheduler.this, desk));
      serveLine(desk);
    }

    @Override
    public void failed(Outcome.Failed failure) {
      startEnded(desk);
      call.end(failure, Usage.NONE);
      serveLine(desk);
    }
  }

  Lease admit(Desk desk, Instance instance, ColdStart coldStart) {
    Lease lease = pool.admit(instance);
    capacity.startEnded();
    desk.update(() -> {
      desk.starting--;
      desk.running++;
      desk.start.add(coldStart.totalNanos());
    });
    return lease;
  }

  void startEnded(Desk desk) {
    capacity.startEnded();
    desk.update(() -> desk.starting--);
  }
}
