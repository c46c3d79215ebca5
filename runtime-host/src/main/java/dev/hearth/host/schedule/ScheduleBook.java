package dev.hearth.host.schedule;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * All schedules that count, and the firing of those that are due. Owned by one thread: that of its
 * {@link ScheduleRunner}.
 *
 * <p>What a schedule waits for is the store's to say; what is here is a copy. A moment whose firing
 * the store refuses stays what the schedule waits for, and is tried again.
 */
final class ScheduleBook {

  private static final Logger LOG = System.getLogger(ScheduleBook.class.getName());
  private static final Duration HOLD = Duration.ofSeconds(5);

  private final FunctionRegistry registry;
  private final ScheduleStore store;
  private final FiringMaker maker;
  private final WorkSignal signal;
  private final TimeSource time;
  private final Attendance attendance;
  private final Map<ScheduleId, Entry> entries = new HashMap<>();
  private final Set<FunctionName> unsettled = new HashSet<>();

  ScheduleBook(FunctionRegistry registry, Means means, TimeSource time) {
    this.registry = registry;
    this.store = means.store();
    this.maker = means.maker();
    this.signal = means.signal();
    this.time = time;
    this.attendance = new Attendance(time);
  }

  /** What it works with. */
  record Means(ScheduleStore store, FiringMaker maker, WorkSignal signal) {}

  /**
   * Brings everything in line with what is deployed.
   *
   * @throws StoreException when the store cannot be read or written
   */
  void open() {
    Map<FunctionName, List<ScheduleRow>> rows =
        store.all().stream().collect(Collectors.groupingBy(row -> row.id().function()));
    Map<FunctionName, Optional<DeployedFunction>> functions = new TreeMap<>();
    rows.keySet().forEach(name -> functions.put(name, registry.find(name)));
    registry.all().stream()
        .filter(function -> !Entry.declared(function).isEmpty())
        .forEach(function -> functions.put(function.name(), Optional.of(function)));
    functions.forEach(
        (name, function) -> settle(name, function, rows.getOrDefault(name, List.of())));
  }

  /** Brings the schedules of a function in line with what is deployed. */
  void review(FunctionName name) {
    Optional<DeployedFunction> function = registry.find(name);
    boolean known = entries.keySet().removeIf(id -> id.function().equals(name));
    boolean declares = function.map(there -> !Entry.declared(there).isEmpty()).orElse(false);
    boolean wasUnsettled = unsettled.remove(name);
    try {
      List<ScheduleRow> rows = store.of(name);
      if (known || declares || wasUnsettled || !rows.isEmpty()) {
        settle(name, function, rows);
      }
    } catch (StoreException failure) {
      unsettled.add(name);
      LOG.log(
          wasUnsettled ? Level.DEBUG : Level.WARNING,
          "the schedules of {0} cannot be brought in line and rest until they can: the store {1}",
          name,
          failure.getMessage());
    }
  }

  private void settle(
      FunctionName name, Optional<DeployedFunction> function, List<ScheduleRow> kept) {
    ScheduleChanges changes = ScheduleChanges.of(function, kept, time.now());
    List<ScheduleRow> rows =
        changes.isEmpty() ? kept : store.settle(name, changes.put(), changes.removed());
    function.ifPresent(there -> enter(there, rows));
  }

  private void enter(DeployedFunction function, List<ScheduleRow> rows) {
    var wanted = Entry.wanted(function);
    for (ScheduleRow row : rows) {
      var schedule = Optional.ofNullable(wanted.get(row.id().name()));
      if (schedule.isPresent() && row.next().isPresent() && !row.paused()) {
        Timing timing = Timing.of(row.id(), schedule.get());
        entries.put(
            row.id(),
            new Entry(
                row.id(), timing, function.active().spec(), row.next().get(), Optional.empty()));
      }
    }
  }

  /**
   * Fires what is due.
   *
   * @return when the next is due by the wall clock; {@link Instant#MAX} if there is none
   */
  Instant round() {
    Set.copyOf(unsettled).forEach(this::review);
    attendance.look(this::fireAllDue);
    Instant held = time.now().plus(HOLD);
    Instant next = unsettled.isEmpty() ? Instant.MAX : held;
    for (Entry entry : entries.values()) {
      Instant due = entry.isHeld(time.nanos()) ? held : entry.due();
      next = due.isBefore(next) ? due : next;
    }
    return next;
  }

  private void fireAllDue(Instant attendedSince, Instant now) {
    List<Pending> pending = begin(attendedSince, now);
    while (!pending.isEmpty()) {
      pending.forEach(this::finish);
      pending = begin(attendedSince, now);
    }
  }

  private record Pending(Entry entry, Firing firing, CompletableFuture<Fired> end) {}

  /** Hands all that is due to the store, so that it can commit it together. */
  private List<Pending> begin(Instant attendedSince, Instant now) {
    List<Entry> due = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (!entry.isHeld(time.nanos()) && !entry.due().isAfter(now)) {
        due.add(entry);
      }
    }
    due.sort(Comparator.comparing(Entry::next).thenComparing(entry -> entry.id().toString()));
    List<Pending> pending = new ArrayList<>();
    for (Entry entry : due) {
      FirePlan.of(entry.timing(), entry.next(), attendedSince, now)
          .map(plan -> maker.planned(entry, plan, time.now()))
          .ifPresent(firing -> pending.add(new Pending(entry, firing, fire(firing))));
    }
    return pending;
  }

  private CompletableFuture<Fired> fire(Firing firing) {
    try {
      return store.fire(firing);
    } catch (StoreException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private void finish(Pending pending) {
    Entry entry = pending.entry();
    try {
      switch (pending.end().join()) {
        case DONE -> {
          goOn(entry, pending.firing());
          if (!pending.firing().tasks().isEmpty()) {
            signal.arrived(entry.id().function(), pending.firing().tasks().size());
          }
        }
        case OVERLAPS -> {
          LOG.log(
              Level.INFO,
              "the schedule {0} was not fired for {1}: the run before is not over",
              entry.id(),
              entry.next());
          goOn(entry, pending.firing());
        }
        case FULL -> hold(entry, "the backlog of its function is full");
        case SUPERSEDED -> review(entry.id().function());
      }
    } catch (CompletionException failed) {
      if (!(failed.getCause() instanceof StoreException failure)) {
        throw failed;
      }
      hold(entry, "the store " + failure.getMessage());
    }
  }

  private void goOn(Entry entry, Firing firing) {
    entries.remove(entry.id());
    firing
        .step()
        .flatMap(Firing.Step::following)
        .ifPresent(following -> entries.put(entry.id(), entry.waitingFor(following)));
    firing
        .step()
        .flatMap(Firing.Step::leftOut)
        .ifPresent(leftOut ->
            LOG.log(
                Level.INFO,
                "the schedule {0} was not fired for {1} (the newest of what was left out): {2}",
                entry.id(),
                leftOut.scheduled(),
                leftOut.why()));
  }

  private void hold(Entry entry, String why) {
    entries.put(entry.id(), entry.heldUntil(time.nanos() + HOLD.toNanos()));
    LOG.log(
        entry.heldUntil().isEmpty() ? Level.WARNING : Level.DEBUG,
        "the schedule {0} cannot be fired for {1} now and is tried again in {2} s: {3}",
        entry.id(),
        entry.next(),
        HOLD.toSeconds(),
        why);
  }
}
