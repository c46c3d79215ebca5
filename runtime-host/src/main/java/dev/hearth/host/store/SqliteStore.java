package dev.hearth.host.store;

import dev.hearth.host.access.KeyStore;
import dev.hearth.host.access.StoredKey;
import dev.hearth.host.monitoring.history.HistoryStore;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.Catalogue;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.StoreException;
import dev.hearth.host.schedule.ScheduleStore;
import dev.hearth.host.secret.SecretStore;
import dev.hearth.host.store.history.SqliteHistory;
import dev.hearth.host.store.schedule.SqliteScheduleStore;
import dev.hearth.host.store.secret.SecretTable;
import dev.hearth.host.store.sql.Database;
import dev.hearth.host.store.sql.Migrations;
import dev.hearth.host.store.task.SqliteTaskStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The embedded store, one SQLite file. Safe for all threads. */
public final class SqliteStore implements Catalogue, KeyStore, AutoCloseable {

  private final Database database;

  private final SqliteTaskStore tasks;
  private final HistoryStore history;

  private SqliteStore(Database database) {
    this.database = database;
    this.tasks = new SqliteTaskStore(database);
    this.history = new SqliteHistory(database);
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
    return new SqliteStore(Database.open(path, migrations()));
  }

  /** What makes its tables; a script never changes once released. */
  public static Migrations migrations() {
    return new Migrations(
        "/db/sqlite/",
        List.of(
            "V1__catalogue_and_keys.sql",
            "V2__key_rates.sql",
            "V3__tasks.sql",
            "V4__schedules.sql",
            "V5__secrets.sql",
            "V6__history.sql",
            "V7__key_secrets.sql",
            "V8__settings.sql"));
  }

  /** The tasks in it; closed with it. */
  public TaskStore tasks() {
    return tasks;
  }

  /** The schedules in it; closed with it. */
  public ScheduleStore schedules() {
    return new SqliteScheduleStore(database);
  }

  /** What has run and what it logged; closed with it. */
  public HistoryStore history() {
    return history;
  }

  /** Why nothing can be written now, in a sentence; empty while it can. */
  public Optional<String> trouble() {
    return database.trouble();
  }

  @Override
  public List<DeployedFunction> load() {
    return database.read(CatalogueReader::read);
  }

  @Override
  public void commit(CatalogueChange change) {
    database.write(new CatalogueWrite(change));
  }

  @Override
  public List<StoredKey> keys() {
    return database.read(KeyTable::read);
  }

  @Override
  public void add(StoredKey key) {
    database.write(KeyTable.adding(key));
  }

  @Override
  public boolean remove(String id) {
    return database.write(KeyTable.removing(id));
  }

  /** The secrets, which live as long as this store. */
  public SecretStore secrets() {
    return new SecretTable(database);
  }

  /** Finishes the writes that are under way and closes the file. */
  @Override
  public void close() {
    database.close();
  }
}
