package dev.hearth.host.store.task;

import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Who comes next among the tasks of one function and order key. Only that one is {@code queued},
 * the others are {@code behind}, so that looking for work never meets tasks that have to wait.
 */
final class Turns {

  /** There is nobody before. */
  static final long NONE = -1;

  private static final String LAST =
      "select coalesce(max(turn), -1) from tasks"
          + " where function = ? and order_key = ? and order_key <> '' and ended_at is null";

  private static final String STEP_BACK =
      "update tasks set state = 'behind' where function = ? and order_key = ? and order_key <> ''"
          + " and ended_at is null and state = 'queued'";

  /** The first, if it is not running, and nobody else is. */
  private static final String STEP_FORWARD =
      "update tasks set state = 'queued' where id = (select id from tasks"
          + " where function = ? and order_key = ? and order_key <> '' and ended_at is null"
          + " order by turn limit 1)"
          + " and not exists (select 1 from tasks where function = ? and order_key = ?"
          + " and order_key <> '' and ended_at is null and state = 'running')";

  private Turns() {}

  /** The last turn that is taken; {@link #NONE} if none is. */
  static long last(Connection connection, NewTask task) throws SQLException {
    return Sql.first(
            connection,
            LAST,
            row -> row.getLong(1),
            task.target().function().value(),
            task.terms().orderKey())
        .orElse(NONE);
  }

  /** Lets the right one be next, after one has joined, left or gone back to waiting. */
  static void settle(Connection connection, String function, String orderKey) throws SQLException {
    if (!orderKey.isEmpty()) {
      Sql.update(connection, STEP_BACK, function, orderKey);
      Sql.update(connection, STEP_FORWARD, function, orderKey, function, orderKey);
    }
  }
}
