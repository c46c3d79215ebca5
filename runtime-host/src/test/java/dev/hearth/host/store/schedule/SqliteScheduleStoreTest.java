package dev.hearth.host.store.schedule;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.TaskQuery;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.schedule.ScheduleStore;
import dev.hearth.host.schedule.ScheduleStoreContract;
import dev.hearth.host.store.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteScheduleStoreTest extends ScheduleStoreContract {

  @TempDir Path directory;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory.resolve("hearth.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected ScheduleStore store() {
    return store.schedules();
  }

  @Override
  protected boolean isQueued(InvocationId id) {
    return store.tasks().find(id).filter(task -> task.state() == TaskState.QUEUED).isPresent();
  }

  @Override
  protected void finishAll() {
    store
        .tasks()
        .list(new TaskQuery("", Set.of(TaskState.QUEUED), "", 100))
        .forEach(task -> store.tasks().cancel(task.task().id(), Instant.EPOCH));
  }
}
