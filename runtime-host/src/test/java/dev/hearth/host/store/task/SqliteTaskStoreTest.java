package dev.hearth.host.store.task;

import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.queue.durable.TaskStoreContractTest;
import dev.hearth.host.store.SqliteStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store keeps the promises of the seam. */
class SqliteTaskStoreTest extends TaskStoreContractTest {

  @TempDir private Path directory;
  private @Nullable SqliteStore sqlite;

  @Override
  protected TaskStore open() {
    SqliteStore opened = SqliteStore.open(directory.resolve("hearth.db"));
    sqlite = opened;
    return opened.tasks();
  }

  @Override
  protected TaskStore reopen() {
    close();
    return open();
  }

  @Override
  protected void close() {
    if (sqlite != null) {
      sqlite.close();
    }
  }
}
