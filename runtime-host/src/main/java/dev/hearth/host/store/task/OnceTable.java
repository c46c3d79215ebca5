package dev.hearth.host.store.task;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.OnceKey;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys by which repetitions are recognised, as rows. */
final class OnceTable {

  private static final String FIND =
      "select payload, kept_until, event from once_keys where scope = ? and once_key = ?";

  private static final String INSERT =
      "insert into once_keys (scope, once_key, payload, kept_until, event)"
          + " values (?, ?, ?, ?, ?)";

  private static final String INSERT_TASK =
      "insert into once_tasks (task, scope, once_key, position) values (?, ?, ?, ?)";

  private static final String TASKS =
      "select task from once_tasks where scope = ? and once_key = ? order by position";

  private static final String KEY_OF = "select scope, once_key from once_tasks where task = ?";

  private static final String DELETE = "delete from once_keys where scope = ? and once_key = ?";

  private static final String OLD =
      "select scope, once_key from once_keys where kept_until <= ? order by kept_until limit ?";

  private OnceTable() {}

  /**
   * What a key was used for.
   *
   * @param event the host's id of the event that came with it; empty if there was none
   */
  record Used(String payload, List<InvocationId> tasks, String event) {}

  /** Where a key stands. */
  private record Place(String scope, String key) {}

  /** The use of a key that is not forgotten at {@code now}; one that is, is removed. */
  static Optional<Used> find(Connection connection, OnceKey key, Instant now)
      throws SQLException {
    record Row(String payload, Instant until, String event) {}
    Optional<Row> row =
        Sql.first(
            connection,
            FIND,
            r -> new Row(r.getString(1), Moments.instant(r.getLong(2)), r.getString(3)),
            key.scope(),
            key.key());
    if (row.isEmpty()) {
      return Optional.empty();
    }
    if (!row.get().until().isAfter(now)) {
      Sql.update(connection, DELETE, key.scope(), key.key());
      return Optional.empty();
    }
    return Optional.of(
        new Used(
            row.get().payload(), tasks(connection, key.scope(), key.key()), row.get().event()));
  }

  private static List<InvocationId> tasks(Connection connection, String scope, String key)
      throws SQLException {
    return Sql.query(connection, TASKS, r -> new InvocationId(r.getString(1)), scope, key);
  }

  /** Remembers a key. */
  static void insert(
      Connection connection, OnceKey key, List<InvocationId> tasks, String event)
      throws SQLException {
    Sql.update(
        connection,
        INSERT,
        key.scope(),
        key.key(),
        key.payload(),
        Moments.nanos(key.until()),
        event);
    for (int i = 0; i < tasks.size(); i++) {
      Sql.update(connection, INSERT_TASK, tasks.get(i).value(), key.scope(), key.key(), i);
    }
  }

  /** Forgets that a task came by a key; the key too, if it came alone. */
  static void forget(Connection connection, InvocationId task) throws SQLException {
    Optional<Place> place =
        Sql.first(connection, KEY_OF, r -> new Place(r.getString(1), r.getString(2)), task.value());
    if (place.isEmpty()) {
      return;
    }
    Sql.update(connection, "delete from once_tasks where task = ?", task.value());
    if (tasks(connection, place.get().scope(), place.get().key()).isEmpty()) {
      Sql.update(connection, DELETE, place.get().scope(), place.get().key());
    }
  }

  /** Forgets keys whose time is over, at most so many. */
  static void forgetOld(Connection connection, Instant now, int most) throws SQLException {
    List<Place> old =
        Sql.query(
            connection,
            OLD,
            r -> new Place(r.getString(1), r.getString(2)),
            Moments.nanos(now),
            most);
    for (Place place : old) {
      Sql.update(connection, DELETE, place.scope(), place.key());
    }
  }
}
