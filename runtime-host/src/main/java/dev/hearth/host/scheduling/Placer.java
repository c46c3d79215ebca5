package dev.hearth.host.scheduling;

import dev.hearth.host.execution.Ran;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.pool.Lease;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.queue.FairOrder;
import dev.hearth.host.queue.Waiter;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.scheduling.load.QuickCalls;
import java.util.List;
import java.util.Optional;

/**
 * Puts calls where the policy says and keeps the books of it. What it gives back is to be done
 * outside the lock. Guarded by the scheduler's lock.
 */
final class Placer {

  private final Scheduler scheduler;
  private final Timers timers;
  private final Floor floor;
  private final WarmPool pool;
  private final SchedulerConfig.Order congestedOrder;

  Placer(
      Scheduler scheduler,
      Timers timers,
      Floor floor,
      WarmPool pool,
      SchedulerConfig.Order congestedOrder) {
    this.scheduler = scheduler;
    this.timers = timers;
    this.floor = floor;
    this.pool = pool;
    this.congestedOrder = congestedOrder;
  }

  /** Why a call would be turned away that comes now; it counts as one that has come. */
  Optional<Rejections.Refused> refuse(Line line, long now) {
    int waiting = line.waiting.size();
    if (waiting == 0) {
      return Optional.empty();
    }
    line.congested = line.congestion.update(now, line.waiting.longestWaitNanos(now));
    Snapshot snapshot = floor.snapshot(line, false, false, waiting, 0);
    Placement placement = SchedulingPolicy.decide(snapshot);
    if (!placement.rejects()) {
      return Optional.empty();
    }
    line.congestion.arrived(now);
    return Optional.of(Rejections.Refused.of(placement, snapshot));
  }

  /** A new call. */
  Runnable arrive(Line line, Call call, long now) {
    line.congestion.arrived(now);
    line.congested = line.congestion.update(now, line.waiting.longestWaitNanos(now));
    boolean mayGo =
        call.invocation().isNested() || (!floor.othersAreFirst(line) && findCapacity(line, now));
    Optional<Lease> lease = mayGo ? leaseFor(line) : Optional.empty();
    Snapshot any = floor.snapshot(line, lease.isPresent(), mayGo, line.waiting.size(), 0);
    Invocation wanted = call.invocation();
    Snapshot snapshot = wanted.isPatient() ? any.patient(wanted.patience()) : any;
    Placement placement = SchedulingPolicy.decide(snapshot);
    return switch (placement) {
      case WARM -> runIn(line, call, lease.orElseThrow(), now);
      case COLD -> startOrWait(line, call, now);
      case WAIT -> letWait(line, call, now, mayGo);
      case REJECT_FULL, REJECT_LATE, REJECT_CONGESTED, REJECT_OFF ->
          () -> scheduler.turnAway(call, Rejections.Refused.of(placement, snapshot));
    };
  }

  private boolean findCapacity(Line line, long now) {
    if (line.desk.measured.isQuick() && floor.quick.areEnough(line.desk.measured.demand(), now)) {
      timers.lookAgainInAMoment();
      return false;
    }
    return floor.findCapacity(line);
  }

  private Optional<Lease> leaseFor(Line line) {
    Desk desk = line.desk;
    return desk.function.underWay < desk.limits.maxCalls()
        ? pool.lease(desk.version.revision())
        : Optional.empty();
  }

  private Runnable startOrWait(Line line, Call call, long now) {
    return mayStart(line, now) ? startFor(line, call, now) : letWait(line, call, now, true);
  }

  private boolean mayStart(Line line, long now) {
    return !line.desk.brake.holds(now) && floor.instances.tryStart();
  }

  private Runnable letWait(Line line, Call call, long now, boolean blocked) {
    Waiter waiter = new Waiter(call, now);
    line.waiting.add(waiter);
    timers.limitWait(line, waiter.untilNanos(), now);
    if (blocked) {
      block(line);
    }
    floor.waits(line);
    return () -> {};
  }

  private void block(Line line) {
    floor.block(line);
    timers.lookAgainSoon(line);
  }

  private Runnable runIn(Line line, Call call, Lease lease, long now) {
    Placed placed = begin(line, now);
    line.desk.begins();
    if (line.desk.measured.isQuick()) {
      placed.moment = floor.quick.begins(placed.hold.demand(), now);
    }
    return () -> scheduler.run(call, lease, placed);
  }

  private Runnable startFor(Line line, Call call, long now) {
    Placed placed = begin(line, now);
    line.desk.startBegins();
    return () -> scheduler.start(call, placed);
  }

  private Placed begin(Line line, long now) {
    Measured measured = line.desk.measured;
    long expected = measured.expectedNanos();
    Placed placed = new Placed(scheduler, line, measured.next(now), expected);
    floor.capacity.take(placed.hold);
    floor.order(line).goes(line.share, expected);
    line.running++;
    floor.refresh(line);
    return placed;
  }

  /** The next thing to be done for a waiting call; empty if all that wait have to wait on. */
  Optional<Runnable> next(long now) {
    for (Lane lane : Lane.values()) {
      FairOrder<Line> order = floor.lane(lane).order;
      Optional<Line> first = order.first();
      while (first.isPresent()) {
        Optional<Runnable> action = serve(first.get(), now);
        if (action.isPresent()) {
          return action;
        }
        Optional<Line> then = order.first();
        if (then.equals(first)) {
          break; // its turn, but there is no capacity
        }
        first = then;
      }
    }
    return Optional.empty();
  }

  /** Serves one line; afterwards it is out of the order unless it lacks nothing but capacity. */
  private Optional<Runnable> serve(Line line, long now) {
    Optional<Runnable> trimmed = trim(line);
    if (trimmed.isPresent()) {
      return trimmed;
    }
    int waiting = line.waiting.size();
    if (waiting == 0) {
      floor.refresh(line);
      return Optional.empty();
    }
    if (!findCapacity(line, now)) {
      if (floor.hasTooManyLongCalls(line)) {
        block(line);
      }
      return Optional.empty();
    }
    Optional<Lease> lease = leaseFor(line);
    Snapshot snapshot =
        floor.snapshot(
            line, lease.isPresent(), true, waiting - 1, line.waiting.longestWaitNanos(now));
    return switch (SchedulingPolicy.decide(snapshot)) {
      case WARM -> runWaiting(line, lease.orElseThrow(), now);
      case COLD -> startWaiting(line, now);
      case WAIT, REJECT_FULL, REJECT_LATE, REJECT_CONGESTED, REJECT_OFF -> {
        block(line);
        yield Optional.empty();
      }
    };
  }

  /**
   * Lets those go that somebody waits for and that came last into a congested line that is longer
   * than is of use, which they did before it was known to be congested.
   */
  private Optional<Runnable> trim(Line line) {
    if (!line.congested) {
      return Optional.empty();
    }
    Snapshot snapshot = floor.snapshot(line, false, false, line.waiting.size(), 0);
    List<Waiter> trimmed = line.waiting.trim(SchedulingPolicy.longestOfUse(snapshot));
    if (trimmed.isEmpty()) {
      return Optional.empty();
    }
    floor.refresh(line);
    Rejections.Refused refused = Rejections.Refused.of(Placement.REJECT_CONGESTED, snapshot);
    return Optional.of(() -> trimmed.forEach(each -> scheduler.turnAway(each.call(), refused)));
  }

  /** The lease comes before the call leaves the line, so that it never loses its turn. */
  private Optional<Runnable> runWaiting(Line line, Lease lease, long now) {
    Optional<Waiter> first = take(line);
    if (first.isEmpty()) {
      lease.release();
    }
    return first.map(waiter -> runIn(line, waiter.call(), lease, now));
  }

  private Optional<Runnable> startWaiting(Line line, long now) {
    if (!mayStart(line, now)) {
      block(line);
      return Optional.empty();
    }
    Optional<Waiter> first = take(line);
    if (first.isEmpty()) {
      floor.instances.startEnded();
    }
    return first.map(waiter -> startFor(line, waiter.call(), now));
  }

  private Optional<Waiter> take(Line line) {
    Optional<Waiter> first = line.poll(congestedOrder);
    floor.refresh(line);
    return first;
  }

  /**
   * An instance is free: it takes the next call of its line if that is whose turn it is, else goes
   * back into the pool.
   */
  Optional<Runnable> goOn(Line line, Lease lease, long now) {
    boolean turn = floor.order(line).first().filter(line::equals).isPresent();
    if (turn && findCapacity(line, now) && lease.reusable()) {
      Optional<Runnable> trimmed = trim(line);
      if (trimmed.isEmpty()) {
        return runWaiting(line, lease, now);
      }
      lease.release();
      return Optional.of(() -> {
        trimmed.get().run();
        scheduler.serve();
      });
    }
    lease.release();
    return Optional.empty();
  }

  /** The call has computed for long: others may have its processor, as shorter ones go first. */
  void madeWay(Placed placed) {
    if (!placed.hasEnded && !placed.isLong) {
      placed.isLong = true;
      placed.line.longCalls++;
      floor.longCalls.add(placed);
    }
  }

  /** The call has left its instance. */
  void ended(Placed placed, long runNanos, Optional<Ran> ran, long now) {
    Line line = placed.line;
    line.desk.ends();
    if (placed.moment != QuickCalls.NEVER) {
      floor.quick.ends(placed.hold.demand(), placed.moment, now);
    }
    line.congestion.left(now);
    if (runNanos > 0) { // else it had ended before it could run
      line.desk.measured.served(runNanos);
    }
    ran.ifPresent(each -> {
      line.desk.measured.add(each);
      floor.limit.add(each, now, floor.capacity.processorsInUse());
    });
    long used = runNanos * line.desk.measured.demand() / CapacityLedger.ONE_PROCESSOR;
    floor.order(line).charge(line.share, used - placed.expectedNanos);
    gone(placed);
  }

  /** The call holds nothing any more. */
  void gone(Placed placed) {
    Line line = placed.line;
    placed.hasEnded = true;
    floor.capacity.giveBack(placed.hold);
    if (placed.isLong) {
      line.longCalls--;
      floor.longCalls.remove(placed);
    }
    line.running--;
    floor.refresh(line);
    floor.wakeAfter(line.desk);
  }
}
