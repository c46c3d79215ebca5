package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.api.FlywayException;

/**
 * One SQLite file, opened for good. Safe for all threads: writes go to the thread of its {@link
 * WriteQueue}, each read has a connection to itself.
 */
public final class Database implements AutoCloseable {

  private final SqliteFile file;
  private final StoreLock lock;
  private final WriteQueue writes;
  private final ReadConnections reads;

  private Database(SqliteFile file, StoreLock lock, WriteQueue writes) {
    this.file = file;
    this.reads = new ReadConnections(file);
    this.lock = lock;
    this.writes = writes;
  }

  /**
   * Opens the file, makes it if it is not there, and brings its tables up to date.
   *
   * @param path its directory must be there. Beside it come {@code -wal}, {@code -shm} and {@code
   *     .lock}
   * @throws StoreException when it is in use, damaged, from a newer release, or cannot be written;
   *     the message says what to do
   */
  public static Database open(Path path, Migrations migrations) {
    return open(new SqliteFile(path), migrations, WriteQueue.PROBE_EVERY);
  }

  /** The same, for tests. */
  static Database open(SqliteFile file, Migrations migrations, Duration probeEvery) {
    StoreLock lock = StoreLock.take(file.path());
    try {
      WalCheck.of(file.path()).requireWhole();
      return new Database(file, lock, startWriter(file, migrations, probeEvery));
    } catch (StoreException failure) {
      lock.close();
      throw failure;
    }
  }

  private static WriteQueue startWriter(
      SqliteFile file, Migrations migrations, Duration probeEvery) {
    Connection connection;
    try {
      connection = file.connectWriter();
    } catch (SQLException failure) {
      throw file.explain(failure);
    }
    try {
      migrations.apply(connection, file.dataSource());
      return WriteQueue.start(connection, file, probeEvery);
    } catch (SQLException | FlywayException failure) {
      closeAfter(failure, connection);
      throw file.explain(failure);
    } catch (StoreException failure) {
      closeAfter(failure, connection);
      throw failure;
    }
  }

  private static void closeAfter(Exception failure, Connection connection) {
    try {
      connection.close();
    } catch (SQLException alsoThis) {
      failure.addSuppressed(alsoThis);
    }
  }

  /** A query, run within one snapshot of the store. */
  @FunctionalInterface
  public interface Query<T> {
    /** Reads rows; must not change any. */
    T run(Connection connection) throws SQLException;
  }

  /**
   * Reads; the caller waits.
   *
   * @throws StoreException when it cannot be read
   */
  public <T> T read(Query<T> query) {
    try {
      return reads.read(query);
    } catch (SQLException | IllegalArgumentException failure) {
      throw file.explain(failure);
    }
  }

  /**
   * Makes one write durable; the caller waits.
   *
   * @return what the write gave back, after its commit
   * @throws StoreException when the store refused it; nothing of it is there
   * @throws RuntimeException what the write itself threw; nothing of it is there
   */
  public <T> T write(Write<T> write) {
    return writes.write(write);
  }

  /**
   * Makes one write durable, without waiting for it.
   *
   * @return ends on the writer's thread, which must not be held up: after the commit with what the
   *     write gave back, or with what {@link #write} throws
   */
  public <T> CompletableFuture<T> submit(Write<T> write) {
    return writes.submit(write);
  }

  /**
   * Why nothing can be written now, in a sentence: what, where and how to mend it. Empty while all
   * is well; found out again by itself within a second or two of that being so.
   */
  public Optional<String> trouble() {
    return writes.trouble().map(StoreException::getMessage);
  }

  /** Finishes the writes that are under way and closes the file. */
  @Override
  public void close() {
    try (lock;
        writes) {
      reads.close();
    } catch (SQLException failure) {
      throw file.explain(failure);
    }
  }
}
