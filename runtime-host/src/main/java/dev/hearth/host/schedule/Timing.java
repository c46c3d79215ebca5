package dev.hearth.host.schedule;

import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.registry.trigger.TriggerSpec.CatchUp;
import dev.hearth.host.registry.trigger.TriggerSpec.Overlap;
import dev.hearth.host.schedule.cron.CronExpression;
import dev.hearth.host.schedule.cron.Occurrences;

/**
 * When a schedule fires, read from its function's manifest. Immutable.
 *
 * @param jitter how much later
 * @param catchUp what happens to moments that passed while no host was running
 * @param overlap what happens when the run before is not over
 */
record Timing(Occurrences occurrences, Jitter jitter, CatchUp catchUp, Overlap overlap) {

  /**
   * Of one trigger.
   *
   * @throws IllegalArgumentException when its expression cannot be read, which a deployment is
   *     refused for
   */
  static Timing of(ScheduleId id, TriggerSpec.Schedule schedule) {
    return new Timing(
        CronExpression.parse(schedule.cron()).in(schedule.zone()),
        new Jitter(id, schedule.jitter()),
        schedule.catchUp(),
        schedule.overlap());
  }

  /** What its moments follow from: as long as this is the same, they are. */
  static String moments(TriggerSpec.Schedule schedule) {
    return schedule.cron().strip() + " @ " + schedule.zone().getId();
  }
}
