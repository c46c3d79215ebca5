package dev.hearth.host.schedule;

import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.trigger.TriggerSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A schedule that counts now, and what it waits for.
 *
 * @param spec of the version that is active
 * @param next the moment that is fired next
 * @param heldUntil by the ticker: before this it is not tried again
 */
record Entry(
    ScheduleId id, Timing timing, FunctionSpec spec, Instant next, Optional<Long> heldUntil) {

  Entry waitingFor(Instant moment) {
    return new Entry(id, timing, spec, moment, Optional.empty());
  }

  Entry heldUntil(long nanos) {
    return new Entry(id, timing, spec, next, Optional.of(nanos));
  }

  boolean isHeld(long nanos) {
    return heldUntil.isPresent() && heldUntil.get() - nanos > 0;
  }

  /** When the schedule is due, jitter included. */
  Instant due() {
    return timing.jitter().due(next);
  }

  /** The schedules that the active version of a function wants, by name; none while it is off. */
  static Map<String, TriggerSpec.Schedule> wanted(DeployedFunction function) {
    Map<String, TriggerSpec.Schedule> wanted = new TreeMap<>();
    if (function.enabled()) {
      wanted.putAll(declared(function));
    }
    return wanted;
  }

  /** The schedules that the active version of a function declares, by name. */
  static Map<String, TriggerSpec.Schedule> declared(DeployedFunction function) {
    Map<String, TriggerSpec.Schedule> declared = new TreeMap<>();
    function.active().spec().background().triggers().stream()
        .filter(TriggerSpec.Schedule.class::isInstance)
        .map(TriggerSpec.Schedule.class::cast)
        .forEach(schedule -> declared.put(schedule.name(), schedule));
    return declared;
  }
}
