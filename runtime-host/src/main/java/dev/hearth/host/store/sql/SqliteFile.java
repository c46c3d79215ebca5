package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * One SQLite file: everything that only this driver understands. Immutable; each connection it
 * gives is the caller's own.
 */
public final class SqliteFile {

  /** Takes the write lock at once, so that a transaction never fails half way for want of it. */
  static final String BEGIN_WRITING = "BEGIN IMMEDIATE";

  private static final int BUSY_MILLIS = 5_000;

  private final Path path;
  private final SQLiteDataSource source;

  /**
   * A file that need not be there yet.
   *
   * @see <a href="https://www.sqlite.org/wal.html">Write-Ahead Logging</a>: readers and the writer
   *     do not wait for each other; {@code synchronous=FULL} syncs the log at each commit
   */
  public SqliteFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    this.source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + this.path);
  }

  /** Opens a connection in auto-commit mode; makes the file if it is not there. */
  public Connection connect() throws SQLException {
    return source.getConnection();
  }

  /** The same for those who want to open connections themselves. */
  public DataSource dataSource() {
    return source;
  }

  /** What to tell the operator: which file, what is wrong, how to mend it. */
  public StoreException explain(Throwable failure) {
    SQLException sql = sqlCause(failure);
    return new StoreException(
        "the store " + path + " " + advice(sql.getErrorCode()) + " (" + sql.getMessage() + ")",
        failure);
  }

  private static SQLException sqlCause(Throwable failure) {
    SQLException found = new SQLException(failure.toString(), failure);
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        found = sql;
      }
    }
    return found;
  }

  private static String advice(int errorCode) {
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(errorCode);
    return switch (code) {
      case SQLITE_NOTADB, SQLITE_CORRUPT ->
          "is damaged or is no SQLite database: restore it from a backup, or move it away to start"
              + " with an empty store";
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "is locked by another program: end that program and try again";
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
          "cannot be written: give this user the right to write to the file and to its directory";
      case SQLITE_CANTOPEN ->
          "cannot be opened: check that its directory is there and that this user may read and"
              + " write both";
      case SQLITE_FULL -> "has no room left on its disk: free some space and try again";
      case SQLITE_IOERR -> "could not be read or written: check its disk";
      default -> "failed";
    };
  }
}
