package dev.hearth.host.worker;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.worker.Inbox.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which function's tasks are leased next: those that are due and have room, in fair rotation within
 * each lane. Keeps the books of it; owned by the dispatcher's thread.
 */
final class Rota {

  /** Tasks leased at once, so that a function with many does not keep others waiting. */
  private static final int BATCH = 16;

  /** When inputs of tasks under way take as much, no further ones are read. */
  private static final long MOST_BYTES = 64L << 20;

  /** What a turn is charged for each task; what the task really took is charged when it ends. */
  private static final long TURN_NANOS = 100_000;

  private final FunctionRegistry registry;
  private final int mostUnderWay;
  private final TimeSource time;
  private final InvocationPipeline.Alarm alarm;
  private final Runnable onReady;
  private final Map<FunctionName, Inbox> inboxes = new HashMap<>();
  private final Map<Lane, Turns> lanes = new EnumMap<>(Lane.class);
  private long heldBytes;

  /**
   * A rota without functions.
   *
   * @param mostUnderWay tasks of one lane that may be under way together
   * @param onReady hears when a function has something to do again
   */
  Rota(
      FunctionRegistry registry,
      int mostUnderWay,
      TimeSource time,
      InvocationPipeline.Alarm alarm,
      Runnable onReady) {
    this.registry = registry;
    this.mostUnderWay = mostUnderWay;
    this.time = time;
    this.alarm = alarm;
    this.onReady = onReady;
    lanes.put(Lane.BACKGROUND, new Turns());
    lanes.put(Lane.LONG, new Turns());
  }

  /** A task of the function is due then; it may be leased already. */
  void due(FunctionName function, Instant at) {
    Inbox inbox = inbox(function);
    if (at.isBefore(inbox.nextDue)) {
      inbox.nextDue = at;
      refresh(inbox);
    }
  }

  /** What is known of a function's tasks. */
  Inbox inbox(FunctionName function) {
    return inboxes.computeIfAbsent(
        function,
        name -> {
          FunctionSpec spec = spec(name);
          return new Inbox(name, turns(spec), spec.concurrency().weight(), spec.priority());
        });
  }

  private FunctionSpec spec(FunctionName function) {
    return registry
        .find(function)
        .map(found -> found.active().spec())
        .orElseGet(FunctionSpec::defaults);
  }

  private Turns turns(FunctionSpec spec) {
    Turns turns = lanes.get(Attempts.lane(spec));
    if (turns == null) {
      throw new IllegalStateException("tasks have no turns in that lane");
    }
    return turns;
  }

  /** What is deployed of a function has changed. */
  void changed(FunctionName function) {
    Inbox inbox = inboxes.get(function);
    if (inbox == null) {
      return;
    }
    if (registry.find(function).isEmpty() && isIdle(inbox)) {
      inbox.alarm.run();
      inbox.turns.order.rest(inbox.share);
      inboxes.remove(function);
      return;
    }
    FunctionSpec spec = spec(function);
    inbox.moveTo(turns(spec), spec.concurrency().weight(), spec.priority());
    inbox.pausedUntil = Instant.MIN;
    refresh(inbox);
  }

  private static boolean isIdle(Inbox inbox) {
    return inbox.underWay == 0 && inbox.nextDue.equals(Instant.MAX);
  }

  /** Whose turn it is; empty if nobody has something to do, or no room for it. */
  Optional<Inbox> next() {
    if (heldBytes >= MOST_BYTES) {
      return Optional.empty();
    }
    return lanes.values().stream()
        .filter(turns -> turns.underWay < mostUnderWay)
        .flatMap(turns -> turns.order.first().stream())
        .findFirst();
  }

  /** How many tasks may be leased for the function whose turn it is; at least 1. */
  int room(Inbox inbox) {
    int own = inbox.limit.now(most(inbox.function)) - inbox.underWay;
    return Math.clamp(Math.min(own, mostUnderWay - inbox.turns.underWay), 1, BATCH);
  }

  /** How long tasks of the function are leased for. */
  Duration leaseFor(Inbox inbox) {
    return Attempts.leaseFor(spec(inbox.function));
  }

  /**
   * What the manifest allows to run at once; of a function that is gone, each task ends at once.
   */
  private int most(FunctionName function) {
    return Math.max(
        1,
        registry
            .find(function)
            .map(found -> found.maxCalls(found.active().spec()))
            .orElseGet(() -> spec(function).concurrency().max()));
  }

  /** A function that is switched off keeps its tasks; one that is gone does not. */
  private boolean isOn(FunctionName function) {
    return registry.find(function).map(Rota::isOn).orElse(true);
  }

  private static boolean isOn(DeployedFunction function) {
    return function.enabled() && function.maxCalls(function.active().spec()) > 0;
  }

  /** The function has had its turn. */
  void went(Inbox inbox, int tasks) {
    inbox.turns.order.goes(inbox.share, TURN_NANOS * Math.max(1, tasks));
  }

  /** A task was leased. */
  void began(TaskRun run) {
    run.inbox().underWay++;
    run.turns().underWay++;
    heldBytes += run.bytes();
    refresh(run.inbox());
  }

  /** A task was settled, or nothing can be done for it any more. */
  void ended(TaskRun run) {
    Inbox inbox = run.inbox();
    inbox.underWay--;
    run.turns().underWay--;
    heldBytes -= run.bytes();
    inbox.turns.order.charge(inbox.share, time.nanos() - run.begunNanos());
    refresh(inbox);
  }

  /** A task has found its place at once. */
  void ranAtOnce(Inbox inbox) {
    inbox.limit.ranAtOnce(inbox.underWay, most(inbox.function));
    refresh(inbox);
  }

  /** A task was turned away: fewer at a time from now on, and none for a while. */
  void turnedAway(TaskRun run, Duration pause) {
    run.inbox().limit.turnedAway(run.begunNanos(), time.nanos());
    pause(run.inbox(), pause);
  }

  /** Nothing of the function is leased for a while. */
  void pause(Inbox inbox, Duration pause) {
    Instant until = time.now().plus(pause);
    if (until.isAfter(inbox.pausedUntil)) {
      inbox.pausedUntil = until;
    }
    refresh(inbox);
  }

  /** Looks again whether the function has something to do, and if not yet, when. */
  void refresh(Inbox inbox) {
    inbox.alarm.run();
    inbox.alarm = () -> {};
    boolean mayGo = isOn(inbox.function) && inbox.underWay < inbox.limit.now(most(inbox.function));
    Instant from = inbox.from();
    Instant now = time.now();
    if (mayGo && !from.isAfter(now)) {
      inbox.turns.order.ready(inbox.share);
      return;
    }
    inbox.turns.order.rest(inbox.share);
    if (mayGo && !from.equals(Instant.MAX)) {
      inbox.alarm =
          alarm.after(
              Duration.between(now, from),
              () -> {
                refresh(inbox);
                onReady.run();
              });
    }
  }

  /** When the first of all tasks that are not under way is due; {@link Instant#MAX} if none is. */
  Instant earliest() {
    return inboxes.values().stream()
        .map(inbox -> inbox.nextDue)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }
}
