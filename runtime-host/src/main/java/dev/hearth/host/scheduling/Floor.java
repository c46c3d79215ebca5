package dev.hearth.host.scheduling;

import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.queue.FairOrder;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.scheduling.load.AdaptiveLimit;
import dev.hearth.host.scheduling.load.QuickCalls;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The books of the scheduler: what runs, what waits, and what there is for it. It answers questions
 * and keeps count, and has no effect beyond itself. Guarded by the scheduler's lock.
 */
final class Floor {

  final Desks desks;
  final InstanceLedger instances;
  final CapacityLedger capacity;
  final AdaptiveLimit limit;
  final QuickCalls quick;

  /** Running calls that have computed for long, in the order in which they have. */
  final Set<Placed> longCalls = new LinkedHashSet<>();

  private final Map<Lane, LaneFloor> lanes = new EnumMap<>(Lane.class);

  /** Lines that wait for room for an instance, which any function may make. */
  private final List<Line> wantRoom = new ArrayList<>();

  /** In all lanes together. */
  private int allWaiting;

  /** Lines that may turn calls away. */
  private int pressedLines;

  Floor(SchedulerConfig config, WarmPool pool, long nowNanos) {
    desks = new Desks(config);
    instances = new InstanceLedger(pool, config.instances().max());
    capacity = new CapacityLedger(config.capacity());
    quick = new QuickCalls(config.capacity().processors() * CapacityLedger.ONE_PROCESSOR);
    limit = new AdaptiveLimit(config.capacity().processors(), nowNanos);
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new LaneFloor());
    }
  }

  /** One lane: who of it goes next, and the weights of those that have something to do in it. */
  static final class LaneFloor {
    final FairOrder<Line> order = new FairOrder<>();
    int activeWeight;
    int waiting;
  }

  LaneFloor lane(Lane lane) {
    LaneFloor floor = lanes.get(lane);
    if (floor == null) {
      throw new IllegalStateException("no floor for " + lane);
    }
    return floor;
  }

  FairOrder<Line> order(Line line) {
    return lane(line.lane).order;
  }

  /** Where calls of the version wait in a lane. */
  Line line(FunctionVersion version, Lane lane) {
    Desk desk = desks.of(version);
    Line line = desk.lines.get(lane);
    if (line == null) {
      line = new Line(desk, lane, lane(lane).order);
      desk.lines.put(lane, line);
      desk.function.lines.add(line);
    }
    return line;
  }

  /** Whether calls wait in the line's lane that could go if there were capacity. */
  boolean othersAreFirst(Line line) {
    return !order(line).isEmpty();
  }

  /**
   * Finds capacity for one more call of the line, if need be by taking the processors of long calls
   * of others. Returns whether there is any.
   */
  boolean findCapacity(Line line) {
    if (hasTooManyLongCalls(line)) {
      return false;
    }
    CapacityLedger.Hold hold = line.hold();
    boolean room = capacity.hasRoom(hold, limit.processors());
    return room || (takesFromLongCalls(line) && capacity.hasRoom(hold, limit.processors()));
  }

  /** A few long calls give their processors up: the operating system lets shorter ones go first. */
  private boolean takesFromLongCalls(Line line) {
    int left = limit.longCalls();
    boolean taken = false;
    for (Placed call : longCalls) {
      if (call.hold.demand() == 0) {
        left--;
      } else if (left > 0 && call.line.lane == line.lane && call.line != line) {
        capacity.giveBack(call.hold);
        call.hold = call.hold.withoutProcessor();
        capacity.take(call.hold);
        left--;
        taken = true;
      }
    }
    return taken;
  }

  /**
   * A call that computes for long cannot be put off for others, so a function may have its share of
   * such calls only while others have something to do.
   */
  boolean hasTooManyLongCalls(Line line) {
    int own = line.weight();
    int all = Math.max(own, lane(line.lane).activeWeight);
    return all > own && line.longCalls > 0 && line.longCalls >= limit.processors() * own / all;
  }

  /** Everything that the placement of one call of the line depends on. */
  Snapshot snapshot(Line line, boolean warm, boolean lane, int waiting, long waitedNanos) {
    Desk desk = line.desk;
    boolean host = warm || instances.hasRoom();
    return new Snapshot(
        new Snapshot.Room(warm, host, lane),
        new Snapshot.Load(
            desk.running, desk.starting, desk.function.underWay, waiting, waitedNanos),
        new Snapshot.Times(desk.measured.serviceNanos(), desk.start.nanos(), fairPlaces(line)),
        desk.limits,
        line.congested);
  }

  /**
   * How many calls at a time the line's share of the processors and of the memory is enough for.
   */
  private int fairPlaces(Line line) {
    Measured measured = line.desk.measured;
    double share = line.weight() / (double) Math.max(line.weight(), lane(line.lane).activeWeight);
    double processors = capacity.demandOf(line.lane, limit.processors()) * share;
    double bytes = capacity.bytesOf(line.lane) * share;
    return (int) Math.max(1, Math.min(processors / measured.demand(), bytes / measured.bytes()));
  }

  /** A call was added to the line, whose turn comes with the others' unless it is blocked. */
  void waits(Line line) {
    if (!line.blocked) {
      order(line).ready(line.share);
    }
    refresh(line);
  }

  /** The line has to wait for something other than the lane's capacity. */
  void block(Line line) {
    if (!line.blocked) {
      line.blocked = true;
      order(line).rest(line.share);
      if (!instances.hasRoom()) {
        wantRoom.add(line);
      }
    }
  }

  /** What the line waited for may be there. */
  void wake(Line line) {
    line.blocked = false;
    if (line.waiting.size() > 0) {
      order(line).ready(line.share);
    }
  }

  /** Something of the function has ended, and an instance may have become idle or gone. */
  void wakeAfter(Desk desk) {
    desk.function.lines.forEach(this::wake);
    if (!wantRoom.isEmpty()) {
      wantRoom.forEach(this::wake);
      wantRoom.clear();
    }
  }

  /** Limits calls of a function at a time; those that wait may get their turn. */
  void limit(FunctionName function, OptionalInt max) {
    desks.limit(function, max).ifPresent(load -> load.lines.forEach(this::wake));
  }

  /** Counts again what waits in the line; one that has nothing to do weighs nothing. */
  void refresh(Line line) {
    LaneFloor lane = lane(line.lane);
    int waiting = line.waiting.size();
    lane.waiting += waiting - line.counted;
    allWaiting += waiting - line.counted;
    line.counted = waiting;
    boolean pressed = line.mayTurnAway();
    pressedLines += (pressed ? 1 : 0) - (line.pressed ? 1 : 0);
    line.pressed = pressed;
    if (waiting == 0) {
      lane.order.rest(line.share);
    }
    boolean active = line.running > 0 || waiting > 0;
    if (active != line.active) {
      line.active = active;
      lane.activeWeight += active ? line.weight() : -line.weight();
    }
    if (!active && line.desk.forgotten) {
      line.leave();
    }
  }

  /** Whether a call that comes now may have to be turned away. */
  boolean isPressed() {
    return pressedLines > 0;
  }

  /** Begins so many starts, less those under way, as far as there is room; gives how many. */
  int grantStarts(Desk desk, int missing) {
    int wanted = missing - desk.starting;
    int granted = 0;
    while (granted < wanted && instances.tryStart()) {
      desk.startBegins();
      granted++;
    }
    return granted;
  }

  /** How many calls wait in all lanes together. */
  int waiting() {
    return allWaiting;
  }
}
