package dev.hearth.host.store.task;

import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.queue.durable.TaskStoreContractTest;
import dev.hearth.host.store.SqliteStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store keeps the promises of the seam. */
class SqliteTaskStoreTest extends TaskStoreContractTest {

  @TempDir private Path directory;
  private SqliteStore sqlite;

  @Override
  protected TaskStore open() {
    sqlite = SqliteStore.open(directory.resolve("hearth.db"));
    return sqlite.tasks();
  }

  @Override
  protected TaskStore reopen() {
    sqlite.close();
    return open();
  }

  @Override
  protected void close() {
    sqlite.close();
  }
}
