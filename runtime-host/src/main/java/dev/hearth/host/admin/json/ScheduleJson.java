package dev.hearth.host.admin.json;

import dev.hearth.host.config.DurationText;
import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.schedule.ScheduleView;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Schedules as the control API shows them. Stateless. */
public final class ScheduleJson {

  private ScheduleJson() {}

  public static ObjectNode of(ScheduleView view) {
    TriggerSpec.Schedule schedule = view.schedule();
    ObjectNode json = Json.object();
    json.put("function", view.id().function().value());
    json.put("name", view.id().name());
    json.put("cron", schedule.cron());
    json.put("zone", schedule.zone().getId());
    json.put("jitter", DurationText.format(schedule.jitter()));
    json.put("overlap", word(schedule.overlap()));
    json.put("catchUp", word(schedule.catchUp()));
    json.put("state", word(view.state()));
    ArrayNode next = json.putArray("next");
    view.next().forEach(at -> next.add(at.toOffsetDateTime().toString()));
    view.last()
        .ifPresent(last -> {
          ObjectNode fire = json.putObject("last");
          fire.put("scheduled", last.scheduled().toString());
          fire.put("fired", last.fired().toString());
          fire.put("id", last.task().value());
          view.lastState().ifPresent(state -> fire.put("state", state.slug()));
        });
    view.leftOut()
        .ifPresent(leftOut ->
            json.putObject("leftOut")
                .put("scheduled", leftOut.scheduled().toString())
                .put("why", word(leftOut.why())));
    return json;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
