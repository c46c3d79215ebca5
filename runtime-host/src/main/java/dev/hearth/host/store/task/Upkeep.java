package dev.hearth.host.store.task;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.store.sql.Sql;
import dev.hearth.host.store.sql.Write;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What operators and time do to tasks. */
final class Upkeep {

  private static final String OVERDUE =
      "select id, function, order_key, event, state from tasks"
          + " where ended_at is null and expires_at < ? and state <> 'running'"
          + " order by expires_at limit ?";

  private static final String FIND =
      "select id, function, order_key, event, state from tasks where id = ?";

  private static final String OLD =
      "select id, function, order_key, event, state from tasks"
          + " where ended_at is not null and state <> 'dead-lettered' and state <> 'expired'"
          + " and ended_at < ?"
          + " order by ended_at limit ?";

  private static final String END =
      "update tasks set state = ?, changed_at = ?, ended_at = ? where id = ?";

  private static final String REDRIVE =
      "update tasks set state = 'behind', qualifier = ?, attempts = 0, accepted_at = ?, due_at = ?,"
          + " expires_at = ?, changed_at = ?, ended_at = null where id = ?";

  private static final String PURGE =
      "update tasks set state = 'failed', event = '', changed_at = ? where id = ?";

  private Upkeep() {}

  /** What of a task is needed to change it. */
  private record Known(
      InvocationId id, String function, String orderKey, String event, TaskState state) {

    static Known read(ResultSet row) throws SQLException {
      return new Known(
          new InvocationId(row.getString(1)),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          TaskRows.state(row.getString(5)));
    }

    boolean isDeadLetter() {
      return state == TaskState.DEAD_LETTERED || state == TaskState.EXPIRED;
    }
  }

  private static Optional<Known> find(Connection connection, InvocationId id) throws SQLException {
    return Sql.first(connection, FIND, Known::read, id.value());
  }

  static Write<List<InvocationId>> expire(int most, Instant now) {
    return connection -> {
      List<Known> over = Sql.query(connection, OVERDUE, Known::read, Moments.nanos(now), most);
      for (Known task : over) {
        end(connection, task, TaskState.EXPIRED, now);
      }
      return over.stream().map(Known::id).toList();
    };
  }

  static Write<Optional<TaskState>> cancel(InvocationId id, Instant now) {
    return connection -> {
      Optional<Known> known = find(connection, id);
      if (known.isPresent() && known.get().state() == TaskState.QUEUED) {
        end(connection, known.get(), TaskState.CANCELLED, now);
        return Optional.of(TaskState.CANCELLED);
      }
      return known.map(Known::state);
    };
  }

  private static void end(Connection connection, Known task, TaskState how, Instant now)
      throws SQLException {
    long moment = Moments.nanos(now);
    Sql.update(connection, END, how.slug(), moment, moment, task.id().value());
    Turns.settle(connection, task.function(), task.orderKey());
  }

  static Write<Boolean> redrive(InvocationId id, String qualifier, Instant now, Instant expiresAt) {
    return connection -> {
      Optional<Known> dead = find(connection, id).filter(Known::isDeadLetter);
      if (dead.isEmpty()) {
        return false;
      }
      long moment = Moments.nanos(now);
      Sql.update(
          connection,
          REDRIVE,
          qualifier,
          moment,
          moment,
          Moments.nanos(expiresAt),
          moment,
          id.value());
      queue(connection, dead.get());
      return true;
    };
  }

  private static void queue(Connection connection, Known task) throws SQLException {
    if (task.orderKey().isEmpty()) {
      Sql.update(connection, "update tasks set state = 'queued' where id = ?", task.id().value());
    } else {
      Turns.settle(connection, task.function(), task.orderKey());
    }
  }

  static Write<Boolean> purge(InvocationId id, Instant now) {
    return connection -> {
      Optional<Known> dead = find(connection, id).filter(Known::isDeadLetter);
      if (dead.isEmpty()) {
        return false;
      }
      Sql.update(connection, PURGE, Moments.nanos(now), id.value());
      Sql.update(connection, "delete from task_inputs where task = ?", id.value());
      EventTable.deleteUnused(connection, dead.get().event());
      return true;
    };
  }

  static Write<Integer> forget(Instant endedBefore, Instant now, int most) {
    return connection -> {
      OnceTable.forgetOld(connection, now, most);
      List<Known> old = Sql.query(connection, OLD, Known::read, Moments.nanos(endedBefore), most);
      for (Known task : old) {
        Sql.update(connection, "delete from tasks where id = ?", task.id().value());
        EventTable.deleteUnused(connection, task.event());
      }
      return old.size();
    };
  }
}
