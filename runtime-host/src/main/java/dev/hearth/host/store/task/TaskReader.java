package dev.hearth.host.store.task;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.queue.durable.Due;
import dev.hearth.host.queue.durable.Failure;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Result;
import dev.hearth.host.queue.durable.TaskQuery;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is known of tasks. */
final class TaskReader {

  private static final String DUE =
      "select function, count(*), min(case when state = 'queued' then due_at end) as earliest"
          + " from tasks where ended_at is null group by function";

  private static final String EARLIEST =
      "select min(due_at) as earliest from tasks"
          + " where function = ? and state = 'queued' and ended_at is null";

  private static final String BY_ID = TaskRows.SELECT + " where t.id = ?";

  private static final String FAILURES =
      "select attempt, reason, detail, error_type, error_message, error_stack, may_have_run,"
          + " failed_at from task_failures where task = ? order by number";

  private static final String RESULT =
      "select status, headers, body from task_results where task = ?";

  private static final String ALL = "select id from tasks where id < ? order by id desc limit ?";

  private static final String BY_STATE =
      "select id from tasks where state = ? and id < ? order by id desc limit ?";

  private static final String BY_FUNCTION =
      "select id from tasks where function = ? and state = ? and id < ? order by id desc limit ?";

  /** Greater than every UUID. */
  private static final String BEHIND_ALL = "g";

  private TaskReader() {}

  static List<Due> due(Connection connection) throws SQLException {
    return Sql.query(
        connection,
        DUE,
        row -> new Due(new FunctionName(row.getString(1)), row.getLong(2), earliest(row)));
  }

  static Instant earliest(Connection connection, FunctionName function) throws SQLException {
    return Sql.first(connection, EARLIEST, TaskReader::earliest, function.value())
        .orElse(Instant.MAX);
  }

  private static Instant earliest(ResultSet row) throws SQLException {
    long nanos = row.getLong("earliest");
    return row.wasNull() ? Instant.MAX : Moments.instant(nanos);
  }

  /** A row of tasks. */
  private record Row(
      NewTask task, TaskState state, int attempts, Instant changedAt, Optional<Instant> endedAt) {

    static Row read(ResultSet row) throws SQLException {
      long ended = row.getLong("ended_at");
      return new Row(
          TaskRows.task(row),
          TaskRows.state(row.getString("state")),
          row.getInt("attempts"),
          Moments.instant(row.getLong("changed_at")),
          row.getString("ended_at") == null
              ? Optional.empty()
              : Optional.of(Moments.instant(ended)));
    }
  }

  static Optional<TaskRecord> find(Connection connection, InvocationId id) throws SQLException {
    Optional<Row> found = Sql.first(connection, BY_ID, Row::read, id.value());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Row row = found.get();
    return Optional.of(
        new TaskRecord(
            row.task(),
            row.state(),
            row.attempts(),
            Sql.query(connection, FAILURES, TaskReader::failure, id.value()),
            Sql.first(connection, RESULT, TaskReader::result, id.value()),
            row.changedAt(),
            row.endedAt()));
  }

  private static Failure failure(ResultSet row) throws SQLException {
    return new Failure(
        row.getInt("attempt"),
        row.getString("reason"),
        row.getString("detail"),
        new ThrownError(
            row.getString("error_type"),
            row.getString("error_message"),
            row.getString("error_stack")),
        row.getBoolean("may_have_run"),
        Moments.instant(row.getLong("failed_at")));
  }

  private static Result result(ResultSet row) throws SQLException {
    return new Result(
        row.getInt("status"),
        FieldsJson.read(row.getString("headers")),
        Payload.wrap(row.getBytes("body")));
  }

  static List<TaskRecord> list(Connection connection, TaskQuery query) throws SQLException {
    List<TaskRecord> found = new ArrayList<>();
    for (String id : ids(connection, query)) {
      find(connection, new InvocationId(id)).ifPresent(found::add);
    }
    return found;
  }

  /** Each state has its place in the index: the newest of all are among the newest of each. */
  private static List<String> ids(Connection connection, TaskQuery query) throws SQLException {
    String before = query.before().isEmpty() ? BEHIND_ALL : query.before();
    if (query.function().isEmpty() && query.states().isEmpty()) {
      return Sql.query(connection, ALL, row -> row.getString(1), before, query.limit());
    }
    List<String> ids = new ArrayList<>();
    for (String state : states(query.states())) {
      ids.addAll(
          query.function().isEmpty()
              ? Sql.query(
                  connection, BY_STATE, row -> row.getString(1), state, before, query.limit())
              : Sql.query(
                  connection,
                  BY_FUNCTION,
                  row -> row.getString(1),
                  query.function(),
                  state,
                  before,
                  query.limit()));
    }
    return ids.stream().sorted(Comparator.reverseOrder()).limit(query.limit()).toList();
  }

  private static List<String> states(Set<TaskState> wanted) {
    List<String> states = new ArrayList<>();
    for (TaskState state : wanted.isEmpty() ? Set.of(TaskState.values()) : wanted) {
      states.add(state.slug());
      if (state == TaskState.QUEUED) {
        states.add("behind");
      }
    }
    return states;
  }
}
