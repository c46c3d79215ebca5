package dev.hearth.host.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Short forms of what JDBC says at length. */
public final class Sql {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Sql() {}

  /**
   * Runs one statement that changes rows.
   *
   * @param values strings, numbers and booleans for the question marks
   * @return how many rows it changed
   */
  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
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
