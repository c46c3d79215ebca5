package dev.hearth.host.store.task;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Origin;
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

  private static final String INSERT_INPUT =
      "insert into task_inputs (task, method, path, query, headers, body)"
          + " values (?, ?, ?, ?, ?, ?)";

  private static final String UNFINISHED =
      "select count(*) from tasks where origin = ? and reference = ? and reference <> ''"
          + " and ended_at is null";

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
    if (task.input() instanceof Input.Http http) {
      insertInput(connection, task.id().value(), http);
    }
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

  private static void insertInput(Connection connection, String task, Input.Http http)
      throws SQLException {
    if (http.isStreamed()) {
      throw new IllegalArgumentException("a task's input is there as a whole: read it first");
    }
    Sql.update(
        connection,
        INSERT_INPUT,
        task,
        http.method(),
        http.path(),
        http.query(),
        FieldsJson.write(http.headers()),
        http.body().array());
  }

  private static String origin(Origin origin) {
    return origin.kind().name().toLowerCase(Locale.ROOT);
  }
}
