package dev.hearth.host.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;

/**
 * Finds out whether what is written to a store is kept. Owns nothing; runs on the writer's thread.
 */
final class DiskProbe {

  /** Enough that a disk with room for it has room for some writes. */
  private static final int BYTES = 256 << 10;

  private DiskProbe() {}

  /**
   * Commits something of some size with an fsync, and moves the whole log into the file: what a
   * failed commit has left in the log is gone then, and cannot come back.
   *
   * @param thorough whether to look at the whole file first
   * @throws SQLException when any of that fails
   */
  static void run(Connection connection, boolean thorough) throws SQLException {
    if (thorough) {
      requireWhole(connection);
    }
    Sql.execute(connection, SqliteFile.BEGIN_WRITING);
    Sql.update(
        connection,
        "insert or replace into store_probes (number, padding) values (1, zeroblob(?))",
        BYTES);
    Sql.execute(connection, "COMMIT");
    Sql.execute(connection, SqliteFile.BEGIN_WRITING);
    Sql.update(connection, "delete from store_probes");
    Sql.execute(connection, "COMMIT");
    emptyLog(connection);
  }

  private static void requireWhole(Connection connection) throws SQLException {
    Optional<String> found =
        Sql.first(connection, "PRAGMA quick_check(1)", row -> row.getString(1));
    if (!found.equals(Optional.of("ok"))) {
      throw new SQLException(
          "its pages do not fit together: " + found.orElse("no answer"),
          "",
          SQLiteErrorCode.SQLITE_CORRUPT.code);
    }
  }

  private static void emptyLog(Connection connection) throws SQLException {
    boolean emptied =
        Sql.first(connection, "PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1) == 0)
            .orElse(false);
    if (!emptied) {
      throw new SQLException("its log is still being read; it is looked at again in a second");
    }
  }
}
