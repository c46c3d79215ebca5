package dev.hearth.host.schedule;

import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.schedule.ScheduleRow.LastFire;
import dev.hearth.host.schedule.ScheduleRow.LeftOut;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A schedule as its owner sees it.
 *
 * @param next the moments that come, without jitter, on the clocks of its zone; none while it rests
 * @param lastState where the task of {@code last} is; empty once it is forgotten
 */
public record ScheduleView(
    ScheduleId id,
    TriggerSpec.Schedule schedule,
    State state,
    List<ZonedDateTime> next,
    Optional<LastFire> last,
    Optional<TaskState> lastState,
    Optional<LeftOut> leftOut) {

  public ScheduleView {
    next = List.copyOf(next);
  }

  /** Whether a schedule fires. */
  public enum State {
    /** It fires at its next moment. */
    WAITING,
    /** Somebody has stopped it. */
    PAUSED,
    /** Its function is switched off. */
    DISABLED,
    /** No moment comes any more. */
    OVER
  }
}
