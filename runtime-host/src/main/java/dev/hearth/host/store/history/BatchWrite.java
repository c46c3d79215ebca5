package dev.hearth.host.store.history;

import dev.hearth.host.monitoring.history.HistoryBatch;
import dev.hearth.host.monitoring.history.HistoryStore.Kept;
import dev.hearth.host.monitoring.history.HistoryStore.Kind;
import dev.hearth.host.store.sql.Sql;
import dev.hearth.host.store.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;

/** Adds a batch and counts what is new of it. */
record BatchWrite(HistoryBatch batch) implements Write<Boolean> {

  @Override
  public Boolean apply(Connection connection) throws SQLException {
    count(connection, Kind.INVOCATIONS, InvocationTable.add(connection, batch.invocations()));
    count(connection, Kind.LINES, LineTable.add(connection, batch.lines()));
    return true;
  }

  @Override
  public long bytes() {
    return batch.bytes();
  }

  /** Adds to what there is of a kind. */
  static void count(Connection connection, Kind kind, Kept more) throws SQLException {
    if (more.rows() != 0) {
      Sql.update(
          connection,
          "update history_totals set row_count = row_count + ?, bytes = bytes + ? where kind = ?",
          more.rows(),
          more.bytes(),
          SqliteHistory.table(kind));
    }
  }
}
