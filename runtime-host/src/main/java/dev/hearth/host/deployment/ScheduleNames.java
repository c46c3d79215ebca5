package dev.hearth.host.deployment;

import dev.hearth.host.registry.trigger.TriggerSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives names to schedules that have none, and sees to it that each has its own. Stateless. */
final class ScheduleNames {

  private ScheduleNames() {}

  /** The same triggers; the n-th schedule is {@code schedule-<n>} unless it says otherwise. */
  static List<TriggerSpec> settle(ManifestSection root, List<TriggerSpec> triggers) {
    List<TriggerSpec> settled = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int count = 0;
    for (TriggerSpec trigger : triggers) {
      if (!(trigger instanceof TriggerSpec.Schedule schedule)) {
        settled.add(trigger);
        continue;
      }
      count++;
      TriggerSpec.Schedule named =
          schedule.name().isEmpty() ? named(schedule, "schedule-" + count) : schedule;
      if (!names.add(named.name())) {
        root.problem(
            "triggers",
            "has two schedules named "
                + Shown.of(named.name())
                + ": give each a \"name\" of its own");
      }
      settled.add(named);
    }
    return settled;
  }

  private static TriggerSpec.Schedule named(TriggerSpec.Schedule schedule, String name) {
    return new TriggerSpec.Schedule(
        name,
        schedule.cron(),
        schedule.zone(),
        schedule.jitter(),
        schedule.overlap(),
        schedule.catchUp());
  }
}
