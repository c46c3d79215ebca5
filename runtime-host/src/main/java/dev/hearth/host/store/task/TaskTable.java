package dev.hearth.host.store.task;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** Tasks as rows, for whoever takes some in within a transaction of its own. */
public final class TaskTable {

  private static final String INSERT =
      "insert into tasks (id, function, qualifier, origin, reference, hops, trace, event,"
          + " accepted_at, due_at, expires_at, repeatable, order_key, turn, state, attempts, epoch,"
          + " owner, leased_until, changed_at)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)";

  private static final String UNFINISHED =
      "select count(*) from tasks where origin = ? and reference = ? and reference <> ''"
          + " and ended_at is null";

  private static final String UNFINISHED_OF_FUNCTION =
      "select count(*) from (select 1 from tasks where function = ? and ended_at is null limit ?)"
          + " as counted";

  private TaskTable() {}

  /**
   * Queues a task.
   *
   * @param connection the writer's, within a {@code Write}; the task is there when that is
   */
  public static void insert(Connection connection, NewTask task) throws SQLException {
    insert(connection, task, "");
  }

  /**
   * How many tasks of an origin are queued or running; 0 for calls, which have no reference.
   *
   * @param connection the writer's or a reader's
   */
  public static long unfinished(Connection connection, Origin origin) throws SQLException {
    return Sql.first(
            connection, UNFINISHED, row -> row.getLong(1), origin(origin), origin.reference())
        .orElse(0L);
  }

  /**
   * How many tasks of a function are queued or running; counts no further than to {@code most}.
   *
   * @param connection the writer's or a reader's
   */
  public static long unfinished(Connection connection, FunctionName function, int most)
      throws SQLException {
    return Sql.first(
            connection, UNFINISHED_OF_FUNCTION, row -> row.getLong(1), function.value(), most)
        .orElse(0L);
  }

  /** Queues a task; what it has of the event that is kept under {@code event} is not kept twice. */
  static void insert(Connection connection, NewTask task, String event) throws SQLException {
    NewTask.Terms terms = task.terms();
    long turn = 0;
    boolean isBehind = false;
    if (!terms.orderKey().isEmpty()) {
      long last = Turns.last(connection, task);
      isBehind = last != Turns.NONE;
      turn = Math.max(Moments.nanos(terms.acceptedAt()), last + 1);
    }
    Sql.update(
        connection,
        INSERT,
        task.id().value(),
        task.target().function().value(),
        task.target().qualifier(),
        origin(task.origin()),
        task.origin().reference(),
        task.hops(),
        FieldsJson.write(task.trace()),
        keepEvent(connection, task, event),
        Moments.nanos(terms.acceptedAt()),
        Moments.nanos(terms.dueAt()),
        Moments.nanos(terms.expiresAt()),
        terms.repeatable(),
        terms.orderKey(),
        turn,
        isBehind ? "behind" : "queued",
        Moments.nanos(terms.acceptedAt()));
    TaskInputs.insert(connection, task.id().value(), task.input());
  }

  /** Gives where the event of a task is kept; empty if it is none of an event. */
  private static String keepEvent(Connection connection, NewTask task, String event)
      throws SQLException {
    if (!(task.input() instanceof Input.Happening happening)) {
      return "";
    }
    boolean isShared =
        task.origin().kind() == Origin.Kind.EVENT && task.origin().reference().equals(event);
    if (isShared) {
      return event;
    }
    EventTable.insert(connection, task.id().value(), happening.event(), happening.body());
    return task.id().value();
  }

  private static String origin(Origin origin) {
    return origin.kind().name().toLowerCase(Locale.ROOT);
  }
}
