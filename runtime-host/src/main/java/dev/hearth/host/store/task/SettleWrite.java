package dev.hearth.host.store.task;

import dev.hearth.host.queue.durable.Failure;
import dev.hearth.host.queue.durable.Lease;
import dev.hearth.host.queue.durable.Result;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.store.sql.Sql;
import dev.hearth.host.store.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Says how the run of a leased task went; gives false if the lease is not good any more. */
record SettleWrite(Lease lease, Settlement settlement, Instant now) implements Write<Boolean> {

  private static final int FAILURES_KEPT = 10;

  private static final String HELD =
      "select function, order_key, event from tasks"
          + " where id = ? and epoch = ? and state = 'running'";

  private static final String AGAIN =
      "update tasks set state = 'queued', attempts = attempts - ?, due_at = ?, changed_at = ?"
          + " where id = ?";

  private static final String END =
      "update tasks set state = ?, attempts = attempts - ?, changed_at = ?, ended_at = ?"
          + " where id = ?";

  private static final String INSERT_FAILURE =
      "insert into task_failures (task, number, attempt, reason, detail, error_type,"
          + " error_message, error_stack, may_have_run, failed_at)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String INSERT_RESULT =
      "insert into task_results (task, status, headers, body) values (?, ?, ?, ?)"
          + " on conflict (task) do update set status = excluded.status,"
          + " headers = excluded.headers, body = excluded.body";

  /** What of a leased task is needed to settle it. */
  private record Held(String function, String orderKey, String event) {}

  @Override
  public Boolean apply(Connection connection) throws SQLException {
    Optional<Held> held =
        Sql.first(
            connection,
            HELD,
            row -> new Held(row.getString(1), row.getString(2), row.getString(3)),
            id(),
            lease.epoch());
    if (held.isEmpty()) {
      return false;
    }
    change(connection, held.get());
    Turns.settle(connection, held.get().function(), held.get().orderKey());
    return true;
  }

  private void change(Connection connection, Held held) throws SQLException {
    switch (settlement) {
      case Settlement.Succeeded(var result) -> {
        keep(connection, result);
        end(connection, TaskState.SUCCEEDED, 0);
      }
      case Settlement.Again(var dueAt, var failure) -> {
        Sql.update(
            connection,
            AGAIN,
            keep(connection, failure),
            Moments.nanos(dueAt),
            Moments.nanos(now),
            id());
      }
      case Settlement.DeadLettered(var failure, var result) -> {
        if (result.isPresent()) {
          keep(connection, result.get());
        }
        end(connection, TaskState.DEAD_LETTERED, keep(connection, failure));
      }
      case Settlement.Failed(var failure, var result) -> {
        if (result.isPresent()) {
          keep(connection, result.get());
        }
        end(connection, TaskState.FAILED, keep(connection, failure));
      }
      case Settlement.Expired(var failure) ->
          end(connection, TaskState.EXPIRED, keep(connection, failure));
      case Settlement.Cancelled(var failure) ->
          end(connection, TaskState.CANCELLED, keep(connection, failure));
      case Settlement.Forgotten() -> {
        Sql.update(connection, "delete from tasks where id = ?", id());
        EventTable.deleteUnused(connection, held.event());
        OnceTable.forget(connection, lease.id());
      }
    }
  }

  private String id() {
    return lease.id().value();
  }

  private void end(Connection connection, TaskState how, int notUsed) throws SQLException {
    long moment = Moments.nanos(now);
    Sql.update(connection, END, how.slug(), notUsed, moment, moment, id());
  }

  private void keep(Connection connection, Result result) throws SQLException {
    Sql.update(
        connection,
        INSERT_RESULT,
        id(),
        result.status(),
        FieldsJson.write(result.headers()),
        result.body().array());
  }

  /** Gives how many attempts it has not used up: 0 or 1. */
  private int keep(Connection connection, Failure failure) throws SQLException {
    int number =
        Sql.first(
                connection,
                "select coalesce(max(number), 0) + 1 from task_failures where task = ?",
                row -> row.getInt(1),
                id())
            .orElse(1);
    Sql.update(
        connection,
        INSERT_FAILURE,
        id(),
        number,
        failure.attempt(),
        failure.reason(),
        failure.detail(),
        failure.error().type(),
        failure.error().message(),
        failure.error().stackTrace(),
        failure.mayHaveRun(),
        Moments.nanos(failure.at()));
    if (number > FAILURES_KEPT) {
      Sql.update(
          connection,
          "delete from task_failures where task = ? and number <= ?",
          id(),
          number - FAILURES_KEPT);
    }
    return failure.mayHaveRun() ? 0 : 1;
  }

  @Override
  public long bytes() {
    return settlement instanceof Settlement.Succeeded(var result) ? result.body().size() : 0;
  }
}
