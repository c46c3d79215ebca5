package dev.hearth.host.store.schedule;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.schedule.Firing;
import dev.hearth.host.schedule.ScheduleId;
import dev.hearth.host.schedule.ScheduleRow;
import dev.hearth.host.schedule.ScheduleRow.LastFire;
import dev.hearth.host.schedule.ScheduleRow.LeftOut;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schedules as rows. Stateless. */
final class ScheduleTable {

  private static final String SELECT =
      "select function, name, moments, next_at, paused, last_at, last_fired_at, last_task,"
          + " left_out_at, left_out_why from schedules";
  private static final String ORDER = " order by function, name";

  private static final String PUT =
      "insert into schedules (function, name, moments, next_at, paused) values (?, ?, ?, ?, ?)"
          + " on conflict (function, name) do update set moments = excluded.moments,"
          + " next_at = excluded.next_at where schedules.moments <> excluded.moments"
          + " or schedules.next_at is null or excluded.next_at is null";

  private static final String HERE = " where function = ? and name = ?";

  private ScheduleTable() {}

  static List<ScheduleRow> all(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + ORDER)) {
      return rows(statement);
    }
  }

  static List<ScheduleRow> of(Connection connection, FunctionName function) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SELECT + " where function = ?" + ORDER)) {
      statement.setString(1, function.value());
      return rows(statement);
    }
  }

  private static List<ScheduleRow> rows(PreparedStatement statement) throws SQLException {
    List<ScheduleRow> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(read(row));
      }
    }
    return List.copyOf(rows);
  }

  private static ScheduleRow read(ResultSet row) throws SQLException {
    Optional<Instant> lastAt = instant(row, 6);
    Optional<Instant> leftOutAt = instant(row, 9);
    return new ScheduleRow(
        new ScheduleId(new FunctionName(row.getString(1)), row.getString(2)),
        row.getString(3),
        instant(row, 4),
        row.getBoolean(5),
        lastAt.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new LastFire(
                    lastAt.get(),
                    Sql.instant(row.getLong(7)),
                    new InvocationId(row.getString(8)))),
        leftOutAt.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new LeftOut(leftOutAt.get(), ScheduleRow.Why.valueOf(row.getString(10)))));
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Sql.instant(nanos));
  }

  /** Adds a schedule, or changes its moments; leaves what another host has put as the same. */
  static void put(Connection connection, ScheduleRow row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUT)) {
      statement.setString(1, row.id().function().value());
      statement.setString(2, row.id().name());
      statement.setString(3, row.moments());
      setInstant(statement, 4, row.next());
      statement.setBoolean(5, false);
      statement.executeUpdate();
    }
  }

  static void remove(Connection connection, ScheduleId id) throws SQLException {
    Sql.update(
        connection, "delete from schedules" + HERE, id.function().value(), id.name());
  }

  /** Stops a schedule or ends its rest; either way it waits for nothing. */
  static boolean pause(Connection connection, ScheduleId id, boolean paused) throws SQLException {
    return Sql.update(
            connection,
            "update schedules set paused = ?, next_at = null" + HERE,
            paused,
            id.function().value(),
            id.name())
        == 1;
  }

  /** Lets a schedule go on, if it waits for the moment that is expected. */
  static boolean step(Connection connection, ScheduleId id, Firing.Step step)
      throws SQLException {
    String sql = "update schedules set next_at = ?" + HERE + " and next_at = ? and paused = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setInstant(statement, 1, step.following());
      statement.setString(2, id.function().value());
      statement.setString(3, id.name());
      statement.setLong(4, Sql.nanos(step.expected()));
      statement.setBoolean(5, false);
      return statement.executeUpdate() == 1;
    }
  }

  static boolean exists(Connection connection, ScheduleId id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select 1 from schedules" + HERE)) {
      statement.setString(1, id.function().value());
      statement.setString(2, id.name());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  static void fired(Connection connection, ScheduleId id, LastFire last) throws SQLException {
    Sql.update(
        connection,
        "update schedules set last_at = ?, last_fired_at = ?, last_task = ?" + HERE,
        Sql.nanos(last.scheduled()),
        Sql.nanos(last.fired()),
        last.task().value(),
        id.function().value(),
        id.name());
  }

  static void leftOut(Connection connection, ScheduleId id, LeftOut leftOut) throws SQLException {
    Sql.update(
        connection,
        "update schedules set left_out_at = ?, left_out_why = ?" + HERE,
        Sql.nanos(leftOut.scheduled()),
        leftOut.why().name(),
        id.function().value(),
        id.name());
  }

  private static void setInstant(PreparedStatement statement, int index, Optional<Instant> moment)
      throws SQLException {
    if (moment.isPresent()) {
      statement.setLong(index, Sql.nanos(moment.get()));
    } else {
      statement.setNull(index, Types.BIGINT);
    }
  }
}
