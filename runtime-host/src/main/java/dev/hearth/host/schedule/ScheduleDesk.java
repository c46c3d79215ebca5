package dev.hearth.host.schedule;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.schedule.ScheduleRow.LastFire;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people may see of schedules, and do to them. Any thread that may block may use it. */
public final class ScheduleDesk {

  private static final int RUNS_SHOWN = 5;

  private final FunctionRegistry registry;
  private final Means means;
  private final TimeSource time;

  /** A desk over what is deployed. */
  public ScheduleDesk(FunctionRegistry registry, Means means, TimeSource time) {
    this.registry = registry;
    this.means = means;
    this.time = time;
  }

  /**
   * What it works with.
   *
   * @param tasks finds a task
   * @param changed hears of functions whose schedules have been paused or resumed
   */
  public record Means(
      ScheduleStore store,
      FiringMaker maker,
      WorkSignal signal,
      Function<InvocationId, Optional<TaskRecord>> tasks,
      Consumer<FunctionName> changed) {}

  /** All schedules, by function and name. */
  public List<ScheduleView> all() {
    Map<ScheduleId, ScheduleRow> rows = byId(means.store().all());
    return registry.all().stream().flatMap(function -> views(function, rows).stream()).toList();
  }

  /** The schedules of a function, by name. */
  public List<ScheduleView> of(FunctionName name) {
    Map<ScheduleId, ScheduleRow> rows = byId(means.store().of(name));
    return registry.find(name).map(function -> views(function, rows)).orElse(List.of());
  }

  private static Map<ScheduleId, ScheduleRow> byId(List<ScheduleRow> rows) {
    return rows.stream().collect(Collectors.toMap(ScheduleRow::id, Function.identity()));
  }

  private List<ScheduleView> views(DeployedFunction function, Map<ScheduleId, ScheduleRow> rows) {
    List<ScheduleView> views = new ArrayList<>();
    Entry.declared(function)
        .forEach((name, schedule) -> {
          ScheduleId id = new ScheduleId(function.name(), name);
          Optional<ScheduleRow> row = Optional.ofNullable(rows.get(id));
          views.add(view(function, new Declared(id, schedule), row));
        });
    return views;
  }

  private record Declared(ScheduleId id, TriggerSpec.Schedule schedule) {}

  private ScheduleView view(
      DeployedFunction function, Declared declared, Optional<ScheduleRow> row) {
    boolean paused = row.map(ScheduleRow::paused).orElse(false);
    boolean counts = function.enabled() && !paused;
    List<ZonedDateTime> next = counts ? next(declared, row) : List.of();
    Optional<LastFire> last = row.flatMap(ScheduleRow::last);
    return new ScheduleView(
        declared.id(),
        declared.schedule(),
        state(paused, function.enabled(), !next.isEmpty()),
        next,
        last,
        last.flatMap(fire -> means.tasks().apply(fire.task())).map(TaskRecord::state),
        row.flatMap(ScheduleRow::leftOut));
  }

  private static ScheduleView.State state(boolean paused, boolean enabled, boolean goesOn) {
    if (paused) {
      return ScheduleView.State.PAUSED;
    }
    if (!enabled) {
      return ScheduleView.State.DISABLED;
    }
    return goesOn ? ScheduleView.State.WAITING : ScheduleView.State.OVER;
  }

  private List<ZonedDateTime> next(Declared declared, Optional<ScheduleRow> row) {
    TriggerSpec.Schedule schedule = declared.schedule();
    Timing timing = Timing.of(declared.id(), schedule);
    Optional<Instant> at =
        row.filter(kept -> kept.moments().equals(Timing.moments(schedule)))
            .flatMap(ScheduleRow::next)
            .or(() -> timing.occurrences().after(time.now()));
    List<ZonedDateTime> next = new ArrayList<>();
    while (at.isPresent() && next.size() < RUNS_SHOWN) {
      next.add(at.get().atZone(schedule.zone()));
      at = timing.occurrences().after(at.get());
    }
    return next;
  }

  /** What firing out of turn led to. */
  public record OutOfTurn(Fired fired, Optional<InvocationId> task) {}

  /**
   * Fires a schedule now, also one that is paused; what it waits for stays.
   *
   * @return empty when there is no such schedule
   */
  public Optional<OutOfTurn> fire(ScheduleId id) {
    return declared(id)
        .map(declared -> {
          Instant now = time.now();
          Entry entry =
              new Entry(
                  id,
                  Timing.of(id, declared),
                  registry.find(id.function()).orElseThrow().active().spec(),
                  now,
                  Optional.empty());
          Firing firing = means.maker().outOfTurn(entry, now);
          Fired fired = means.store().fire(firing).join();
          if (fired != Fired.DONE) {
            return new OutOfTurn(fired, Optional.empty());
          }
          means.signal().arrived(id.function(), 1);
          return new OutOfTurn(fired, firing.last().map(LastFire::task));
        });
  }

  /**
   * Stops a schedule, or lets it go on from now.
   *
   * @return whether there is such a schedule
   */
  public boolean pause(ScheduleId id, boolean paused) {
    boolean there = declared(id).isPresent() && means.store().pause(id, paused);
    if (there) {
      means.changed().accept(id.function());
    }
    return there;
  }

  private Optional<TriggerSpec.Schedule> declared(ScheduleId id) {
    return registry
        .find(id.function())
        .flatMap(function -> Optional.ofNullable(Entry.declared(function).get(id.name())));
  }
}
