package dev.hearth.host.schedule;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.StoreException;
import dev.hearth.host.schedule.ScheduleRow.LastFire;
import dev.hearth.host.schedule.ScheduleRow.LeftOut;
import dev.hearth.host.schedule.ScheduleRow.Why;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Schedules in memory, with all promises of {@link ScheduleStore} but that of durability. */
final class MemoryScheduleStore implements ScheduleStore {

  private final Map<ScheduleId, ScheduleRow> rows =
      new TreeMap<>(Comparator.comparing(ScheduleId::toString));
  private final List<NewTask> tasks = new ArrayList<>();
  private final Map<InvocationId, ScheduleId> unfinished = new HashMap<>();
  private boolean broken;

  /** From now on everything fails, or works again. */
  void broken(boolean is) {
    broken = is;
  }

  /** The moments for which tasks were written, in the order of that. */
  List<Instant> fired() {
    return tasks.stream().map(MemoryScheduleStore::moment).toList();
  }

  /** All that was written. */
  List<NewTask> tasks() {
    return List.copyOf(tasks);
  }

  private static Instant moment(NewTask task) {
    Input.Happening input = (Input.Happening) task.input();
    return input.event().time().orElseThrow().toInstant();
  }

  /** All tasks have ended. */
  void finishAll() {
    unfinished.clear();
  }

  private <T> T with(Supplier<T> work) {
    if (broken) {
      throw new StoreException("has no room left", new IOException("no space"));
    }
    return work.get();
  }

  @Override
  public List<ScheduleRow> all() {
    return with(() -> List.copyOf(rows.values()));
  }

  @Override
  public List<ScheduleRow> of(FunctionName function) {
    return all().stream().filter(row -> row.id().function().equals(function)).toList();
  }

  @Override
  public List<ScheduleRow> settle(
      FunctionName function, Collection<ScheduleRow> put, Collection<ScheduleId> removed) {
    return with(() -> {
      removed.forEach(rows::remove);
      put.forEach(row -> rows.merge(row.id(), row, MemoryScheduleStore::merged));
      return of(function);
    });
  }

  private static ScheduleRow merged(ScheduleRow kept, ScheduleRow put) {
    boolean same = kept.moments().equals(put.moments());
    if (same && kept.next().isPresent() && put.next().isPresent()) {
      return kept;
    }
    return new ScheduleRow(
        kept.id(), put.moments(), put.next(), kept.paused(), kept.last(), kept.leftOut());
  }

  @Override
  public CompletableFuture<Fired> fire(Firing firing) {
    try {
      return CompletableFuture.completedFuture(with(() -> take(firing)));
    } catch (StoreException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private Fired take(Firing firing) {
    boolean overlaps = overlaps(firing);
    if (!overlaps && isFull(firing)) {
      return Fired.FULL;
    }
    ScheduleRow row = rows.get(firing.id());
    if (row == null || !firing.step().map(step -> waitsFor(row, step.expected())).orElse(true)) {
      return Fired.SUPERSEDED;
    }
    rows.put(row.id(), overlaps ? leftOut(row, firing) : fired(row, firing));
    if (overlaps) {
      return Fired.OVERLAPS;
    }
    tasks.addAll(firing.tasks());
    firing.tasks().forEach(task -> unfinished.put(task.id(), firing.id()));
    return Fired.DONE;
  }

  private boolean overlaps(Firing firing) {
    return firing.limits().oneAtATime()
        && unfinished.containsValue(firing.id())
        && !firing.tasks().isEmpty();
  }

  private boolean isFull(Firing firing) {
    return !firing.tasks().isEmpty()
        && unfinished.size() + firing.tasks().size() > firing.limits().backlog();
  }

  private static boolean waitsFor(ScheduleRow row, Instant moment) {
    return !row.paused() && row.next().equals(Optional.of(moment));
  }

  private static ScheduleRow leftOut(ScheduleRow row, Firing firing) {
    Optional<LeftOut> leftOut = firing.step().map(step -> new LeftOut(step.newest(), Why.OVERLAP));
    return goneOn(row, firing, row.last(), leftOut);
  }

  private static ScheduleRow fired(ScheduleRow row, Firing firing) {
    Optional<LeftOut> leftOut = firing.step().flatMap(Firing.Step::leftOut);
    return goneOn(row, firing, firing.last().or(row::last), leftOut);
  }

  private static ScheduleRow goneOn(
      ScheduleRow row, Firing firing, Optional<LastFire> last, Optional<LeftOut> leftOut) {
    return new ScheduleRow(
        row.id(),
        row.moments(),
        firing.step().map(Firing.Step::following).orElseGet(row::next),
        row.paused(),
        last,
        leftOut.or(row::leftOut));
  }

  @Override
  public boolean pause(ScheduleId id, boolean paused) {
    return with(() -> {
      ScheduleRow row = rows.get(id);
      if (row != null) {
        rows.put(
            id,
            new ScheduleRow(
                id, row.moments(), Optional.empty(), paused, row.last(), row.leftOut()));
      }
      return Objects.nonNull(row);
    });
  }
}
