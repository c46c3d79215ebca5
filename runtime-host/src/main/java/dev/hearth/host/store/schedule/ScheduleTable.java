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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Schedules as rows. Stateless. */
final class ScheduleTable {

  private static final String SELECT =
      "select function, name, moments, next_at, paused, last_at, last_fired_at, last_task,"
          + " left_out_at, left_out_why from schedules";
  private static final String ORDER = " order by function, name";
  private static final String HERE = " where function = ? and name = ?";

  private static final String PUT =
      "insert into schedules (function, name, moments, next_at, paused) values (?, ?, ?, ?, ?)"
          + " on conflict (function, name) do update set moments = excluded.moments,"
          + " next_at = excluded.next_at where schedules.moments <> excluded.moments"
          + " or schedules.next_at is null or excluded.next_at is null";

  private ScheduleTable() {}

  static List<ScheduleRow> all(Connection connection) throws SQLException {
    return Sql.query(connection, SELECT + ORDER, ScheduleTable::read);
  }

  static List<ScheduleRow> of(Connection connection, FunctionName function) throws SQLException {
    return Sql.query(
        connection, SELECT + " where function = ?" + ORDER, ScheduleTable::read, function.value());
  }

  private static ScheduleRow read(ResultSet row) throws SQLException {
    Optional<LastFire> last = Optional.empty();
    Optional<Instant> lastAt = instant(row, "last_at");
    if (lastAt.isPresent()) {
      Instant fired = Sql.instant(row.getLong("last_fired_at"));
      InvocationId task = new InvocationId(row.getString("last_task"));
      last = Optional.of(new LastFire(lastAt.get(), fired, task));
    }
    Optional<LeftOut> leftOut = Optional.empty();
    Optional<Instant> leftOutAt = instant(row, "left_out_at");
    if (leftOutAt.isPresent()) {
      ScheduleRow.Why why = ScheduleRow.Why.valueOf(row.getString("left_out_why"));
      leftOut = Optional.of(new LeftOut(leftOutAt.get(), why));
    }
    return new ScheduleRow(
        new ScheduleId(new FunctionName(row.getString("function")), row.getString("name")),
        row.getString("moments"),
        instant(row, "next_at"),
        row.getBoolean("paused"),
        last,
        leftOut);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Sql.instant(nanos));
  }

  /** Adds a schedule, or changes its moments; leaves what another host has put as the same. */
  static void put(Connection connection, ScheduleRow row) throws SQLException {
    Sql.update(
        connection,
        PUT,
        row.id().function().value(),
        row.id().name(),
        row.moments(),
        row.next().map(Sql::nanos),
        false);
  }

  static void remove(Connection connection, ScheduleId id) throws SQLException {
    Sql.update(connection, "delete from schedules" + HERE, id.function().value(), id.name());
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
  static boolean step(Connection connection, ScheduleId id, Firing.Step step) throws SQLException {
    return Sql.update(
            connection,
            "update schedules set next_at = ?" + HERE + " and next_at = ? and paused = ?",
            step.following().map(Sql::nanos),
            id.function().value(),
            id.name(),
            Sql.nanos(step.expected()),
            false)
        == 1;
  }

  static boolean exists(Connection connection, ScheduleId id) throws SQLException {
    return Sql.first(
            connection,
            "select 1 from schedules" + HERE,
            row -> row.getInt(1),
            id.function().value(),
            id.name())
        .isPresent();
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
}
