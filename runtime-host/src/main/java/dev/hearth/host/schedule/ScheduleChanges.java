package dev.hearth.host.schedule;

import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.trigger.TriggerSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must change in the store so that it says what a function's manifest says. Pure.
 *
 * @param put schedules that are new, have changed, begin again or come to rest
 * @param removed schedules that the active version does not declare
 */
record ScheduleChanges(List<ScheduleRow> put, List<ScheduleId> removed) {

  ScheduleChanges {
    put = List.copyOf(put);
    removed = List.copyOf(removed);
  }

  /**
   * Compares.
   *
   * @param function empty when it is gone
   * @param rows all schedules of it that are kept
   * @param now from here on a schedule that is new or has changed counts
   */
  static ScheduleChanges of(
      Optional<DeployedFunction> function, List<ScheduleRow> rows, Instant now) {
    Map<String, TriggerSpec.Schedule> declared =
        new HashMap<>(function.map(Entry::declared).orElse(Map.of()));
    boolean enabled = function.map(DeployedFunction::enabled).orElse(false);
    List<ScheduleRow> put = new ArrayList<>();
    List<ScheduleId> removed = new ArrayList<>();
    for (ScheduleRow row : rows) {
      Optional<TriggerSpec.Schedule> schedule =
          Optional.ofNullable(declared.remove(row.id().name()));
      schedule.ifPresentOrElse(
          known -> changed(row, known, enabled, now).ifPresent(put::add),
          () -> removed.add(row.id()));
    }
    function.ifPresent(there ->
        declared.forEach((name, schedule) ->
            put.add(anew(new ScheduleId(there.name(), name), schedule, enabled, now))));
    return new ScheduleChanges(put, removed);
  }

  boolean isEmpty() {
    return put.isEmpty() && removed.isEmpty();
  }

  private static Optional<ScheduleRow> changed(
      ScheduleRow row, TriggerSpec.Schedule schedule, boolean enabled, Instant now) {
    boolean same = row.moments().equals(Timing.moments(schedule));
    boolean counts = enabled && !row.paused();
    if (same && counts == row.next().isPresent()) {
      return Optional.empty();
    }
    ScheduleRow changed = anew(row.id(), schedule, counts, now);
    return same && changed.next().equals(row.next()) ? Optional.empty() : Optional.of(changed);
  }

  private static ScheduleRow anew(
      ScheduleId id, TriggerSpec.Schedule schedule, boolean counts, Instant now) {
    Optional<Instant> next =
        counts ? Timing.of(id, schedule).occurrences().after(now) : Optional.empty();
    return ScheduleRow.of(id, Timing.moments(schedule), next);
  }
}
