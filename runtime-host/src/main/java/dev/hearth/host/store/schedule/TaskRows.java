package dev.hearth.host.store.schedule;

import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.schedule.Firing;
import dev.hearth.host.schedule.ScheduleId;
import java.sql.Connection;
import java.sql.SQLException;

/** What firing needs of the tables of tasks, within its own transaction. */
public interface TaskRows {

  /** Whether a task of the schedule is queued or running. */
  boolean anyUnfinished(Connection connection, ScheduleId id) throws SQLException;

  /** How many tasks of a function are queued or running; counts no further than to {@code most}. */
  int unfinished(Connection connection, FunctionName function, int most) throws SQLException;

  /** Writes a task and the event that it is about. */
  void insert(Connection connection, Firing.Run run) throws SQLException;
}
