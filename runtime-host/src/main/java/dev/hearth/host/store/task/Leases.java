package dev.hearth.host.store.task;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.Lease;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.store.sql.Sql;
import dev.hearth.host.store.sql.Write;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives and takes leases. Owned by the writer's thread: {@link #owner} is only used in its writes.
 *
 * <p>Each opening of the store has a number, greater than that of any lease that it found. As no
 * two hosts share this store, every lease with a smaller one belongs to a process that is gone.
 */
final class Leases {

  private static final String WAITING =
      TaskRows.SELECT
          + " where t.function = ? and t.state = 'queued' and t.ended_at is null"
          + " and t.due_at <= ? and t.expires_at >= ? order by t.due_at limit ?";

  private static final String ABANDONED =
      TaskRows.SELECT + " where t.state = 'running' and t.owner < ? limit ?";

  private static final String OVER =
      TaskRows.SELECT + " where t.state = 'running' and t.owner = ? and t.leased_until < ? limit ?";

  private static final String GRANT =
      "update tasks set state = 'running', attempts = attempts + ?, epoch = epoch + 1, owner = ?,"
          + " leased_until = ?, changed_at = ? where id = ?";

  private static final String EXTEND =
      "update tasks set leased_until = ? where id = ? and epoch = ? and state = 'running'";

  private static final String LAST_OWNER =
      "select coalesce(max(owner), 0) from tasks where state = 'running'";

  private static final long UNKNOWN = -1;

  private long owner = UNKNOWN;

  /** A task as it was before it is leased. */
  private record Found(NewTask task, int epoch, int attempts) {

    static Found read(ResultSet row) throws SQLException {
      return new Found(TaskRows.task(row), row.getInt("epoch"), row.getInt("attempts"));
    }
  }

  Write<List<LeasedTask>> lease(FunctionName function, int most, Instant now, Duration leaseFor) {
    return connection -> {
      long moment = Moments.nanos(now);
      List<Found> due =
          Sql.query(connection, WAITING, Found::read, function.value(), moment, moment, most);
      return grant(connection, due, 1, now, now.plus(leaseFor));
    };
  }

  Write<List<LeasedTask>> takeOver(int most, Instant now, Duration leaseFor) {
    return connection -> {
      List<Found> lost =
          new ArrayList<>(Sql.query(connection, ABANDONED, Found::read, owner(connection), most));
      if (lost.size() < most) {
        lost.addAll(
            Sql.query(
                connection,
                OVER,
                Found::read,
                owner(connection),
                Moments.nanos(now),
                most - lost.size()));
      }
      return grant(connection, lost, 0, now, now.plus(leaseFor));
    };
  }

  /** The first lease of a task that begins with one. */
  void grant(Connection connection, InvocationId id, Instant now, Instant until)
      throws SQLException {
    grant(connection, id, 1, now, until);
  }

  private List<LeasedTask> grant(
      Connection connection, List<Found> tasks, int attempts, Instant now, Instant until)
      throws SQLException {
    List<LeasedTask> leased = new ArrayList<>();
    for (Found found : tasks) {
      grant(connection, found.task().id(), attempts, now, until);
      Lease lease = new Lease(found.task().id(), found.epoch() + 1);
      leased.add(new LeasedTask(found.task(), lease, found.attempts() + attempts));
    }
    return leased;
  }

  private void grant(
      Connection connection, InvocationId id, int attempts, Instant now, Instant until)
      throws SQLException {
    Sql.update(
        connection,
        GRANT,
        attempts,
        owner(connection),
        Moments.nanos(until),
        Moments.nanos(now),
        id.value());
  }

  static Write<Boolean> extend(Lease lease, Instant until) {
    return connection ->
        Sql.update(connection, EXTEND, Moments.nanos(until), lease.id().value(), lease.epoch())
            == 1;
  }

  private long owner(Connection connection) throws SQLException {
    if (owner == UNKNOWN) {
      owner = Sql.first(connection, LAST_OWNER, row -> row.getLong(1)).orElse(0L) + 1;
    }
    return owner;
  }
}
