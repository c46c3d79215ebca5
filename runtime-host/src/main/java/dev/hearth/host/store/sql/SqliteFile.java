package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * One SQLite file: everything that only this driver understands. Immutable; each connection it
 * gives is the caller's own.
 */
public final class SqliteFile implements Backing {

  /** Takes the write lock at once, so that a transaction never fails half way for want of it. */
  static final String BEGIN_WRITING = "BEGIN IMMEDIATE";

  private static final int BUSY_MILLIS = 5_000;

  /** How far the log grows before it is moved into the file, which takes two fsyncs more. */
  private static final String CHECKPOINT = "PRAGMA wal_autocheckpoint = 2000";

  private final Path path;
  private final SQLiteDataSource source;
  private final UnaryOperator<Connection> tap;

  /**
   * A file that need not be there yet.
   *
   * @see <a href="https://www.sqlite.org/wal.html">Write-Ahead Logging</a>: readers and the writer
   *     do not wait for each other; {@code synchronous=FULL} syncs the log at each commit
   */
  public SqliteFile(Path path) {
    this(path, UnaryOperator.identity());
  }

  /**
   * The same, for tests that want to see or disturb what is written.
   *
   * @param tap given each connection for writing, gives the one to use
   */
  SqliteFile(Path path, UnaryOperator<Connection> tap) {
    this.tap = tap;
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

  /** The file. */
  Path path() {
    return path;
  }

  /** Opens the connection that is written with, which keeps its statements, in no transaction. */
  Connection connectWriter() throws SQLException {
    Connection connection = connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute(CHECKPOINT);
    }
    return StatementCache.over(tap.apply(connection));
  }

  @Override
  public String begin() {
    return BEGIN_WRITING;
  }

  @Override
  public boolean isTrouble(Throwable failure) {
    return switch (codeOf(sqlCause(failure))) {
      case SQLITE_IOERR,
          SQLITE_FULL,
          SQLITE_CORRUPT,
          SQLITE_NOTADB,
          SQLITE_CANTOPEN,
          SQLITE_READONLY,
          SQLITE_PERM,
          SQLITE_PROTOCOL ->
          true;
      default -> false;
    };
  }

  @Override
  public Connection hold() throws SQLException {
    Connection connection = connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("select count(*) from sqlite_master"); // Only now is the log open too.
      return connection;
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }

  @Override
  public Connection reopen(Throwable trouble) throws SQLException {
    Connection connection = connectWriter();
    try {
      DiskProbe.run(connection, isDamage(trouble));
      return connection;
    } catch (SQLException | RuntimeException still) {
      connection.close();
      throw still;
    }
  }

  private static boolean isDamage(Throwable trouble) {
    SQLiteErrorCode code = codeOf(sqlCause(trouble));
    return code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
  }

  /** The same for those who want to open connections themselves. */
  public DataSource dataSource() {
    return source;
  }

  /** What to tell the operator: which file, what is wrong, how to mend it. */
  @Override
  public StoreException explain(Throwable failure) {
    SQLException sql = sqlCause(failure);
    return new StoreException(
        "the store " + path + " " + advice(codeOf(sql)) + " (" + sql.getMessage() + ")", failure);
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

  /** The primary code: what more an extended one says does not matter here. */
  private static SQLiteErrorCode codeOf(SQLException failure) {
    return SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff);
  }

  private static String advice(SQLiteErrorCode code) {
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
