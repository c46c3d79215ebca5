package dev.hearth.host.store.task;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.queue.durable.Target;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.FunctionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Reads tasks from rows. */
final class TaskRows {

  /** What the methods here need; a condition on {@code t} follows. */
  static final String SELECT =
      "select t.id, t.function, t.qualifier, t.origin, t.reference, t.hops, t.trace,"
          + " t.accepted_at, t.due_at, t.expires_at, t.repeatable, t.order_key, t.state,"
          + " t.attempts, t.epoch, t.changed_at, t.ended_at,"
          + " i.method, i.path, i.query, i.headers, i.body, "
          + EventTable.COLUMNS
          + " from tasks t left join task_inputs i on i.task = t.id"
          + " left join events e on e.id = t.event";

  private static final Input PURGED = new Input.Http("", "", "", List.of(), Payload.empty());

  private TaskRows() {}

  static NewTask task(ResultSet row) throws SQLException {
    return new NewTask(
        new InvocationId(row.getString("id")),
        new Target(new FunctionName(row.getString("function")), row.getString("qualifier")),
        new Origin(
            Origin.Kind.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
            row.getString("reference")),
        input(row),
        row.getInt("hops"),
        FieldsJson.read(row.getString("trace")),
        new NewTask.Terms(
            Moments.instant(row.getLong("accepted_at")),
            Moments.instant(row.getLong("due_at")),
            Moments.instant(row.getLong("expires_at")),
            row.getBoolean("repeatable"),
            row.getString("order_key")));
  }

  private static Input input(ResultSet row) throws SQLException {
    if (row.getString("method") != null) {
      return TaskInputs.read(row);
    }
    return row.getString("event_id") == null ? PURGED : EventTable.read(row);
  }

  /** The state of a row; whether a queued task is first in its order is not told. */
  static TaskState state(String slug) {
    return slug.equals("behind")
        ? TaskState.QUEUED
        : TaskState.valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
