package dev.hearth.host.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Short forms of what JDBC says at length. Statements are prepared once for each connection where
 * that is known to a {@link StatementCache}, so their text must be constant.
 */
public final class Sql {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Sql() {}

  /** Makes a value of one row. Must not run statements. */
  @FunctionalInterface
  public interface Row<T> {
    /** Reads the row that is current; must not move on. */
    T read(ResultSet row) throws SQLException;
  }

  /** What is done with a prepared statement. */
  @FunctionalInterface
  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /**
   * Runs one statement that changes rows.
   *
   * @param values strings, numbers, booleans and bytes for the question marks; an empty {@link
   *     Optional} for null
   * @return how many rows it changed
   */
  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    return prepared(
        connection,
        sql,
        statement -> {
          bind(statement, values);
          return statement.executeUpdate();
        });
  }

  /**
   * Runs one query.
   *
   * @param values as for {@link #update}
   * @return all rows
   */
  public static <T> List<T> query(Connection connection, String sql, Row<T> each, Object... values)
      throws SQLException {
    return prepared(
        connection,
        sql,
        statement -> {
          bind(statement, values);
          List<T> found = new ArrayList<>();
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              found.add(each.read(row));
            }
          }
          return found;
        });
  }

  /** The first row of a query, if there is one. */
  public static <T> Optional<T> first(
      Connection connection, String sql, Row<T> each, Object... values) throws SQLException {
    return query(connection, sql, each, values).stream().findFirst();
  }

  /** Runs one statement that takes no values, such as {@code COMMIT}. */
  static void execute(Connection connection, String sql) throws SQLException {
    prepared(connection, sql, PreparedStatement::execute);
  }

  private static <T> T prepared(Connection connection, String sql, Use<T> use) throws SQLException {
    if (connection instanceof StatementCache.Caching caching) {
      return use.of(caching.cached(sql));
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return use.of(statement);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] instanceof Optional<?> optional)) {
        statement.setObject(i + 1, values[i]);
      } else if (optional.isPresent()) {
        statement.setObject(i + 1, optional.get());
      } else {
        statement.setNull(i + 1, Types.NULL);
      }
    }
  }

  /**
   * A moment as it is kept: exact, and cheap to read.
   *
   * @return nanoseconds since 1970 UTC
   * @throws ArithmeticException outside of the years 1678 to 2261
   */
  public static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
  }

  /** The moment that {@link #nanos} gave. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }
}
