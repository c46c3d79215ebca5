package dev.hearth.host.schedule;

import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.registry.trigger.TriggerSpec.CatchUp;
import dev.hearth.host.registry.trigger.TriggerSpec.Overlap;
import dev.hearth.host.schedule.cron.Occurrences;

/**
 * When a schedule fires, read from its function's manifest. Immutable.
 *
 * @param jitter how much later
 * @param catchUp what happens to moments that passed while no host was running
 * @param overlap what happens when the run before is not over
 */
record Timing(Occurrences occurrences, Jitter jitter, CatchUp catchUp, Overlap overlap) {

  /** Of one trigger. Its expression can be read: a deployment is refused for one that cannot. */
  static Timing of(ScheduleId id, TriggerSpec.Schedule schedule) {
    return new Timing(
        new OnDemand(schedule.cron(), schedule.zone()),
        new Jitter(id, schedule.jitter()),
        schedule.catchUp(),
        schedule.overlap());
  }

  /** What its moments follow from: as long as this is the same, they are. */
  static String moments(TriggerSpec.Schedule schedule) {
    return schedule.cron().strip() + " @ " + schedule.zone().getId();
  }
}
