package dev.hearth.host.schedule;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Target;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.trigger.TriggerSpec.Overlap;
import dev.hearth.host.schedule.Firing.Limits;
import dev.hearth.host.schedule.Firing.Step;
import dev.hearth.host.schedule.ScheduleRow.LastFire;
import dev.hearth.host.schedule.ScheduleRow.LeftOut;
import dev.hearth.host.schedule.ScheduleRow.Why;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes what is written when schedules fire: tasks whose input is a CloudEvent. Any thread may use
 * it.
 */
public final class FiringMaker {

  /** The type of the events that functions are given. */
  public static final String EVENT_TYPE = "dev.hearth.schedule.fired";

  /** Moments of one schedule that are fired by one transaction. */
  private static final int MOST_AT_ONCE = 10;

  private final InvocationId.Source ids;
  private final int hostsBacklog;

  /**
   * With ids for the tasks.
   *
   * @param hostsBacklog tasks that may wait for a function whose manifest says nothing
   */
  public FiringMaker(InvocationId.Source ids, int hostsBacklog) {
    this.ids = ids;
    this.hostsBacklog = hostsBacklog;
  }

  /** What fires the moments of a plan, or the first of them where there are many. */
  Firing planned(Entry entry, FirePlan whole, Instant now) {
    FirePlan plan = whole.first(Math.clamp(backlog(entry), 1, MOST_AT_ONCE));
    List<NewTask> tasks = new ArrayList<>();
    plan.moments().forEach(moment -> tasks.add(task(entry, moment, now)));
    Optional<LastFire> last =
        tasks.isEmpty()
            ? Optional.empty()
            : Optional.of(last(plan.moments().getLast(), tasks, now));
    Step step =
        new Step(
            entry.next(),
            plan.newest(),
            plan.following(),
            plan.leftOut().map(moment -> new LeftOut(moment, Why.MISSED)));
    return new Firing(entry.id(), Optional.of(step), tasks, last, limits(entry));
  }

  /** What fires a schedule now, whatever it waits for. */
  Firing outOfTurn(Entry entry, Instant now) {
    List<NewTask> tasks = List.of(task(entry, now, now));
    return new Firing(
        entry.id(), Optional.empty(), tasks, Optional.of(last(now, tasks, now)), limits(entry));
  }

  private static boolean overlapSkips(Entry entry) {
    return entry.timing().overlap() == Overlap.SKIP;
  }

  private Limits limits(Entry entry) {
    return new Limits(overlapSkips(entry), backlog(entry));
  }

  private int backlog(Entry entry) {
    return entry.spec().background().backlogOr(hostsBacklog);
  }

  private static LastFire last(Instant moment, List<NewTask> tasks, Instant now) {
    return new LastFire(moment, now, tasks.getLast().id());
  }

  private NewTask task(Entry entry, Instant moment, Instant now) {
    Event event = event(entry.id(), moment, now);
    FunctionSpec.RetrySpec retry = entry.spec().retry();
    String orderKey =
        entry.timing().overlap() == Overlap.QUEUE ? "schedule:" + entry.id().name() : "";
    return new NewTask(
        ids.next(),
        new Target(entry.id().function(), ""),
        entry.id().origin(),
        new Input.Happening(event, Payload.wrap(event.data())),
        0,
        List.of(),
        new NewTask.Terms(now, now, now.plus(retry.maxAge()), false, orderKey));
  }

  private static Event event(ScheduleId id, Instant moment, Instant now) {
    String data =
        "{\"function\":\"%s\",\"schedule\":\"%s\",\"scheduled\":\"%s\",\"fired\":\"%s\"}"
            .formatted(id.function(), id.name(), moment, now);
    return Event.builder(id + "@" + moment, URI.create("/schedules/" + id), EVENT_TYPE)
        .time(moment.atOffset(ZoneOffset.UTC))
        .data("application/json", data.getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
