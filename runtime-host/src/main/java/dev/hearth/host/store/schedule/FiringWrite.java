package dev.hearth.host.store.schedule;

import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.schedule.Fired;
import dev.hearth.host.schedule.Firing;
import dev.hearth.host.schedule.ScheduleRow.LeftOut;
import dev.hearth.host.schedule.ScheduleRow.Why;
import dev.hearth.host.store.sql.Write;
import dev.hearth.host.store.task.TaskTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Fires a schedule as one transaction. What keeps it from firing is looked at before anything is
 * changed; then the schedule goes on, which only one of two hosts can do for one moment, and only
 * that one writes the tasks.
 */
record FiringWrite(Firing firing) implements Write<Fired> {

  @Override
  public Fired apply(Connection connection) throws SQLException {
    if (!firing.tasks().isEmpty()) {
      if (overlaps(connection)) {
        return leaveOut(connection);
      }
      if (isFull(connection)) {
        return Fired.FULL;
      }
    }
    if (!goesOn(connection)) {
      return Fired.SUPERSEDED;
    }
    for (NewTask task : firing.tasks()) {
      TaskTable.insert(connection, task);
    }
    if (firing.last().isPresent()) {
      ScheduleTable.fired(connection, firing.id(), firing.last().get());
    }
    Optional<LeftOut> leftOut = firing.step().flatMap(Firing.Step::leftOut);
    if (leftOut.isPresent()) {
      ScheduleTable.leftOut(connection, firing.id(), leftOut.get());
    }
    return Fired.DONE;
  }

  private boolean overlaps(Connection connection) throws SQLException {
    return firing.limits().oneAtATime()
        && TaskTable.unfinished(connection, firing.id().origin()) > 0;
  }

  private boolean isFull(Connection connection) throws SQLException {
    int room = firing.limits().backlog() - firing.tasks().size();
    return room < 0 || TaskTable.unfinished(connection, firing.id().function(), room + 1) > room;
  }

  private Fired leaveOut(Connection connection) throws SQLException {
    if (!goesOn(connection)) {
      return Fired.SUPERSEDED;
    }
    if (firing.step().isPresent()) {
      LeftOut leftOut = new LeftOut(firing.step().get().newest(), Why.OVERLAP);
      ScheduleTable.leftOut(connection, firing.id(), leftOut);
    }
    return Fired.OVERLAPS;
  }

  private boolean goesOn(Connection connection) throws SQLException {
    return firing.step().isPresent()
        ? ScheduleTable.step(connection, firing.id(), firing.step().get())
        : ScheduleTable.exists(connection, firing.id());
  }
}
