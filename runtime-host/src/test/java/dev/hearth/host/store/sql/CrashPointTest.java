package dev.hearth.host.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskQuery;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.store.SqliteStore;
import dev.hearth.host.store.task.SqliteTaskStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is found after a crash before and after every statement of the commit path. The files as
 * they are at that moment are what a process that dies then leaves behind.
 */
class CrashPointTest {

  @TempDir private Path directory;
  private final Tasks tasks = new Tasks(ManualTime.START);
  private final Map<InvocationId, TaskState> acknowledged = new HashMap<>();
  private final List<Crash> crashes = new ArrayList<>();
  private boolean armed;

  /** The files at one moment, and what had been acknowledged by then. */
  private record Crash(String step, Path store, Map<InvocationId, TaskState> acknowledged) {}

  @Test
  void whateverStepItDiesAtWhatWasAcknowledgedIsThereAndNothingIsThereByHalf() throws Exception {
    Path file = directory.resolve("hearth.db");
    SqliteFile watched = new SqliteFile(file, new Disturbance(this::crash));
    try (Database database = Database.open(watched, SqliteStore.migrations(), Duration.ofDays(1))) {
      armed = true;
      work(new SqliteTaskStore(database));
      armed = false;
    }
    assertThat(crashes.size()).isGreaterThan(70);
    for (Crash crash : crashes) {
      look(crash);
    }
  }

  private void work(SqliteTaskStore store) {
    NewTask first = tasks.call("one");
    store.accept(Arrival.of(first, tasks.once("k", "p"))).join();
    acknowledge(first.id(), TaskState.QUEUED);
    NewTask second = tasks.ordered("one", "k");
    store.accept(Arrival.of(second)).join();
    acknowledge(second.id(), TaskState.QUEUED);
    for (LeasedTask task :
        store.lease(new FunctionName("one"), 2, ManualTime.START, Duration.ofMinutes(1))) {
      acknowledge(task.lease().id(), TaskState.RUNNING);
      store
          .settle(task.lease(), new Settlement.Succeeded(Tasks.result(200)), ManualTime.START)
          .join();
      acknowledge(task.lease().id(), TaskState.SUCCEEDED);
    }
  }

  private synchronized void acknowledge(InvocationId id, TaskState state) {
    acknowledged.put(id, state);
  }

  private synchronized void crash(String sql, boolean after) {
    if (!armed) {
      return;
    }
    String step = crashes.size() + (after ? " after " : " before ") + sql;
    try {
      Path copy = Files.createDirectory(directory.resolve("crash-" + crashes.size()));
      for (String suffix : List.of("", "-wal")) {
        Path from = directory.resolve("hearth.db" + suffix);
        if (Files.exists(from)) {
          Files.copy(from, copy.resolve("hearth.db" + suffix));
        }
      }
      crashes.add(new Crash(step, copy.resolve("hearth.db"), Map.copyOf(acknowledged)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void look(Crash crash) {
    try (SqliteStore store = SqliteStore.open(crash.store())) {
      Map<InvocationId, TaskState> found = new HashMap<>();
      for (TaskRecord record : store.tasks().list(new TaskQuery("", Set.of(), "", 10))) {
        found.put(record.task().id(), record.state());
        assertThat(record.task().input().body().text()).as(crash.step()).isEqualTo("body for one");
        assertThat(record.result().isPresent())
            .as(crash.step())
            .isEqualTo(record.state() == TaskState.SUCCEEDED);
      }
      crash
          .acknowledged()
          .forEach((id, state) ->
              assertThat(found.get(id)).as(crash.step()).isGreaterThanOrEqualTo(state));
      assertThat(found.size())
          .as(crash.step())
          .isBetween(crash.acknowledged().size(), crash.acknowledged().size() + 1);
    }
  }
}
