package dev.hearth.host.store;

import dev.hearth.host.access.KeyStore;
import dev.hearth.host.access.StoredKey;
import dev.hearth.host.registry.Catalogue;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.FlywayException;

/**
 * The embedded store, one SQLite file. Safe for all threads: writes go to the thread of its {@link
 * WriteQueue}, each read has a connection of its own.
 */
public final class SqliteStore implements Catalogue, KeyStore, AutoCloseable {

  private final SqliteFile file;
  private final StoreLock lock;
  private final WriteQueue writes;

  private SqliteStore(SqliteFile file, StoreLock lock, WriteQueue writes) {
    this.file = file;
    this.lock = lock;
    this.writes = writes;
  }

  /**
   * Opens the store, makes it if it is not there, and brings its tables up to date.
   *
   * @param path the file, usually {@code hearth.db}; its directory must be there. Beside it come
   *     {@code -wal}, {@code -shm} and {@code .lock}
   * @throws StoreException when it is in use, damaged, from a newer release, or cannot be written;
   *     the message says what to do
   */
  public static SqliteStore open(Path path) {
    SqliteFile file = new SqliteFile(path);
    StoreLock lock = StoreLock.take(path);
    try {
      return new SqliteStore(file, lock, startWriter(file));
    } catch (StoreException failure) {
      lock.close();
      throw failure;
    }
  }

  private static WriteQueue startWriter(SqliteFile file) {
    Connection connection;
    try {
      connection = file.connect();
    } catch (SQLException failure) {
      throw file.explain(failure);
    }
    try {
      Migrations.sqlite().apply(connection, file.dataSource());
      return WriteQueue.start(connection, SqliteFile.BEGIN_WRITING, file::explain);
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
  private interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T read(Query<T> query) {
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      T result = query.run(connection);
      statement.execute("COMMIT");
      return result;
    } catch (SQLException | IllegalArgumentException failure) {
      throw file.explain(failure);
    }
  }

  @Override
  public List<DeployedFunction> load() {
    return read(CatalogueReader::read);
  }

  @Override
  public void commit(CatalogueChange change) {
    writes.write(new CatalogueWrite(change));
  }

  @Override
  public List<StoredKey> keys() {
    return read(KeyTable::read);
  }

  @Override
  public void add(StoredKey key) {
    writes.write(KeyTable.adding(key));
  }

  @Override
  public boolean remove(String id) {
    return writes.write(KeyTable.removing(id));
  }

  /** Finishes the writes that are under way and closes the file. */
  @Override
  public void close() {
    try {
      writes.close();
    } finally {
      lock.close();
    }
  }
}
