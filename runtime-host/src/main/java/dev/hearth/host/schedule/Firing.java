package dev.hearth.host.schedule;

import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.schedule.ScheduleRow.LastFire;
import dev.hearth.host.schedule.ScheduleRow.LeftOut;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one transaction does with a schedule: all of it or nothing.
 *
 * @param step which moment it is about; empty when somebody fires the schedule out of turn
 * @param tasks each with an event as its input; none when all that was due is left out
 * @param last the newest of them; empty if there is none
 * @param limits when it must not happen
 */
public record Firing(
    ScheduleId id,
    Optional<Step> step,
    List<NewTask> tasks,
    Optional<LastFire> last,
    Limits limits) {

  public Firing {
    tasks = List.copyOf(tasks);
  }

  /**
   * How the schedule goes on.
   *
   * @param expected the moment that the schedule must be waiting for
   * @param newest the newest moment that is dealt with
   * @param following what it waits for then; empty for nothing any more
   * @param leftOut the newest moment that is left out besides; empty if there is none
   */
  public record Step(
      Instant expected, Instant newest, Optional<Instant> following, Optional<LeftOut> leftOut) {}

  /**
   * When nothing may be fired.
   *
   * @param oneAtATime while a task of the schedule is unfinished
   * @param backlog while so many tasks of the function are unfinished
   */
  public record Limits(boolean oneAtATime, int backlog) {}
}
