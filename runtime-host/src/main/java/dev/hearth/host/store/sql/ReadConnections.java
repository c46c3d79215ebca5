package dev.hearth.host.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Connections to read with, a few of which are kept open between reads: opening one takes longer
 * than most reads do. Any thread may use it; each connection belongs to one read at a time.
 */
final class ReadConnections {

  private static final int KEPT = 4;

  private final SqliteFile file;
  private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(KEPT);
  private volatile boolean closed;

  ReadConnections(SqliteFile file) {
    this.file = file;
  }

  /** Runs a query within one snapshot. */
  <T> T read(Database.Query<T> query) throws SQLException {
    if (closed) {
      throw new SQLException("the store is closed");
    }
    Connection kept = idle.poll();
    Connection connection = kept == null ? StatementCache.over(file.connect()) : kept;
    try {
      Sql.execute(connection, "BEGIN");
      T result = query.run(connection);
      Sql.execute(connection, "COMMIT");
      giveBack(connection);
      return result;
    } catch (SQLException | RuntimeException | Error failure) {
      closeAfter(failure, connection);
      throw failure;
    }
  }

  private void giveBack(Connection connection) throws SQLException {
    if (!idle.offer(connection)) {
      connection.close();
    }
    if (closed) {
      close();
    }
  }

  private static void closeAfter(Throwable failure, Connection connection) {
    try {
      connection.close();
    } catch (SQLException alsoThis) {
      failure.addSuppressed(alsoThis);
    }
  }

  /** Closes those that are kept; those in use are closed when their reads end. */
  void close() throws SQLException {
    closed = true;
    for (Connection left = idle.poll(); left != null; left = idle.poll()) {
      left.close();
    }
  }
}
