package dev.hearth.host.store.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The conditions of one query, put together piece by piece. Owned by the thread that reads.
 *
 * <p>Conditions that an index serves are told from those for which rows have to be looked at: of
 * these only so many are looked at for one answer, so that none takes long however rare its rows.
 */
final class Selection {

  private final String table;
  private final List<Condition> conditions = new ArrayList<>();

  Selection(String table) {
    this.table = table;
  }

  private record Condition(String sql, List<Object> values, boolean indexed) {}

  /** Reads one row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** A condition that an index serves, with the values for its question marks. */
  void indexed(String sql, Object... values) {
    conditions.add(new Condition(sql, List.of(values), true));
  }

  /** The same for one for which each row has to be looked at. */
  void looking(String sql, Object... values) {
    conditions.add(new Condition(sql, List.of(values), false));
  }

  /**
   * Looks at no more than {@code most} rows.
   *
   * @return the position of the last row that is looked at; empty if there are not so many
   */
  OptionalLong bound(Connection connection, int most) throws SQLException {
    List<Condition> indexed = conditions.stream().filter(Condition::indexed).toList();
    if (indexed.size() == conditions.size()) {
      return OptionalLong.empty();
    }
    String sql =
        "select position from %s%s order by position desc limit 1 offset %d"
            .formatted(table, where(indexed), most - 1);
    List<Long> last = run(connection, sql, indexed, row -> row.getLong(1));
    if (last.isEmpty()) {
      return OptionalLong.empty();
    }
    indexed("position >= ?", last.getFirst());
    return OptionalLong.of(last.getFirst());
  }

  /** The rows, the newest first. */
  <T> List<T> rows(Connection connection, String columns, int limit, RowReader<T> reader)
      throws SQLException {
    return run(connection, sql(columns, limit), conditions, reader);
  }

  String sql(String columns, int limit) {
    return "select %s from %s%s order by position desc limit %d"
        .formatted(columns, table, where(conditions), limit);
  }

  private static String where(List<Condition> conditions) {
    return conditions.isEmpty()
        ? ""
        : " where " + String.join(" and ", conditions.stream().map(Condition::sql).toList());
  }

  private static <T> List<T> run(
      Connection connection, String sql, List<Condition> conditions, RowReader<T> reader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int index = 1;
      for (Condition condition : conditions) {
        for (Object value : condition.values()) {
          statement.setObject(index++, value);
        }
      }
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    }
  }
}
