package dev.hearth.host.store.history;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.monitoring.Positions;
import dev.hearth.host.monitoring.history.HistoryPage;
import dev.hearth.host.monitoring.history.HistoryStore;
import dev.hearth.host.monitoring.history.LogLevel;
import dev.hearth.host.monitoring.history.LogQuery;
import dev.hearth.host.monitoring.history.LoggedLine;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.VersionId;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Rows of log lines. Stateless. */
final class LineTable {

  static final String NAME = "history_lines";

  private static final String COLUMNS =
      "position, function, version, invocation, attempt, logged_at, level, source, text";

  /** A row with its places in the indexes, its texts aside. */
  private static final int ROW_BYTES = 170;

  private LineTable() {}

  /** Adds those that are not there. */
  static HistoryStore.Kept add(Connection connection, List<LoggedLine> lines) throws SQLException {
    String insert =
        "insert into history_lines ("
            + COLUMNS
            + ", bytes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (position) do nothing";
    long rows = 0;
    long bytes = 0;
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (LoggedLine line : lines) {
        fill(statement, line);
        if (statement.executeUpdate() == 1) {
          rows++;
          bytes += bytes(line);
        }
      }
    }
    return new HistoryStore.Kept(rows, bytes);
  }

  private static void fill(PreparedStatement row, LoggedLine line) throws SQLException {
    row.setLong(1, line.position());
    row.setString(2, line.version().function().value());
    row.setInt(3, line.version().number());
    row.setString(4, line.invocation().value());
    row.setInt(5, line.attempt());
    row.setLong(6, Sql.nanos(line.line().at()));
    row.setInt(7, LogLevel.of(line.line().level()).rank());
    row.setString(8, line.line().source());
    row.setString(9, line.line().text());
    row.setLong(10, bytes(line));
  }

  private static long bytes(LoggedLine line) {
    return ROW_BYTES + (long) line.line().text().length() + line.line().source().length();
  }

  /** The lines that are wanted, {@code mostLookedAt} rows looked at. */
  static HistoryPage<LoggedLine> find(Connection connection, LogQuery query, int mostLookedAt)
      throws SQLException {
    Selection rows = selection(query);
    OptionalLong bound = rows.bound(connection, mostLookedAt);
    List<LoggedLine> found = rows.rows(connection, COLUMNS, query.limit() + 1, LineTable::read);
    return HistoryPage.of(found, query.limit(), bound, LoggedLine::position);
  }

  static Selection selection(LogQuery query) {
    LogQuery.Filter filter = query.filter();
    Selection rows = new Selection(NAME);
    rows.indexed("position < ?", query.before());
    if (query.after() > 0) {
      rows.indexed("position > ?", query.after());
    }
    if (!filter.invocation().isEmpty()) {
      rows.indexed("invocation = ?", filter.invocation());
    }
    if (!filter.function().isEmpty()) {
      rows.indexed("function = ?", filter.function());
    }
    addLooking(rows, filter);
    return rows;
  }

  private static void addLooking(Selection rows, LogQuery.Filter filter) {
    if (filter.version() > 0) {
      rows.looking("version = ?", filter.version());
    }
    if (filter.least() != LogLevel.TRACE) {
      rows.looking("level >= ?", filter.least().rank());
    }
    if (!filter.contains().isEmpty()) {
      rows.looking("instr(text, ?) > 0", filter.contains());
    }
    if (filter.since().isAfter(Instant.EPOCH)) {
      rows.indexed("position >= ?", Positions.of(filter.since()));
      rows.looking("logged_at >= ?", Positions.of(filter.since()));
    }
    if (filter.until().isBefore(Instant.MAX)) {
      rows.looking("logged_at < ?", Positions.of(filter.until()));
    }
  }

  private static LoggedLine read(ResultSet row) throws SQLException {
    return new LoggedLine(
        row.getLong(1),
        new VersionId(new FunctionName(row.getString(2)), row.getInt(3)),
        new InvocationId(row.getString(4)),
        row.getInt(5),
        new LogLine(
            Sql.instant(row.getLong(6)),
            LogLevel.ofRank(row.getInt(7)).name(),
            row.getString(8),
            row.getString(9)));
  }
}
