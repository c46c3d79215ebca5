package dev.hearth.host.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.Eventually;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.StoreException;
import dev.hearth.host.store.SqliteStore;
import dev.hearth.host.store.task.SqliteTaskStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;

/** What happens when the disk fails at any step of a write, for as long as it does. */
class FailingDiskTest {

  private static final Duration OFTEN = Duration.ofMillis(2);
  private static final FunctionName ONE = new FunctionName("one");

  @TempDir private Path directory;
  private final Tasks tasks = new Tasks(ManualTime.START);
  private final AtomicBoolean broken = new AtomicBoolean();
  private final AtomicInteger stepsLeft = new AtomicInteger(Integer.MAX_VALUE);
  private final List<String> afterTrouble = new ArrayList<>();
  private SQLiteErrorCode how = SQLiteErrorCode.SQLITE_IOERR;

  /** From the step that is meant on, everything fails until {@link #broken} is reset. */
  private void step(String sql, boolean after) throws SQLException {
    if (after) {
      return;
    }
    if (stepsLeft.decrementAndGet() == 0) {
      broken.set(true);
    }
    if (broken.get()) {
      afterTrouble.add(sql);
      throw new SQLException("on purpose", "", how.code);
    }
  }

  private Database open(String name) {
    SqliteFile file = new SqliteFile(directory.resolve(name), new Disturbance(this::step));
    return Database.open(file, SqliteStore.migrations(), OFTEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CORRUPT"})
  void nothingAcknowledgedIsLostAndNothingRefusedIsThereAtWhateverStepItFails(String code) {
    how = SQLiteErrorCode.valueOf(code);
    int steps = 0;
    boolean failed = true;
    while (failed) {
      steps++;
      failed = failAt(steps, code + steps + ".db");
    }
    assertThat(steps).isGreaterThan(30);
  }

  /** Whether the disk failed at all. */
  private boolean failAt(int step, String name) {
    try (Database database = open(name)) {
      SqliteTaskStore store = new SqliteTaskStore(database);
      List<InvocationId> acknowledged = new ArrayList<>();
      List<InvocationId> refused = new ArrayList<>();
      stepsLeft.set(step);
      List<NewTask> given =
          List.of(tasks.call("one"), tasks.ordered("one", "k"), tasks.call("one"));
      given.forEach(task -> accept(store, task, acknowledged, refused));
      List<InvocationId> settled = runOne(store);
      boolean failed = broken.get();
      stepsLeft.set(Integer.MAX_VALUE);
      if (failed) {
        assertThat(database.trouble()).as("at step %s", step).isPresent();
        broken.set(false);
        Eventually.holds("the store is well again", () -> database.trouble().isEmpty());
      }
      accept(store, tasks.call("two"), acknowledged, refused);
      assertThat(acknowledged).as("at step %s", step).hasSizeGreaterThan(0);
      assertThat(refused.size() > 0 || settled.isEmpty() || !failed).isTrue();
      assertThat(acknowledged).allSatisfy(id -> assertThat(store.find(id)).isPresent());
      assertThat(refused).allSatisfy(id -> assertThat(store.find(id)).isEmpty());
      assertThat(settled)
          .allSatisfy(id ->
              assertThat(store.find(id).orElseThrow().state()).isEqualTo(TaskState.SUCCEEDED));
      return failed;
    }
  }

  private static void accept(
      TaskStore store, NewTask task, List<InvocationId> acknowledged, List<InvocationId> refused) {
    try {
      store.accept(Arrival.of(task)).join();
      acknowledged.add(task.id());
    } catch (CompletionException failed) {
      assertThat(failed).hasCauseInstanceOf(StoreException.class);
      refused.add(task.id());
    }
  }

  private static List<InvocationId> runOne(TaskStore store) {
    try {
      List<LeasedTask> leased = store.lease(ONE, 1, ManualTime.START, Duration.ofMinutes(1));
      List<InvocationId> settled = new ArrayList<>();
      for (LeasedTask task : leased) {
        Settlement success = new Settlement.Succeeded(Tasks.result(200));
        if (store.settle(task.lease(), success, ManualTime.START).join()) {
          settled.add(task.lease().id());
        }
      }
      return settled;
    } catch (StoreException | CompletionException failed) {
      return List.of();
    }
  }

  @Test
  void whileItIsBrokenEveryWriteFailsAtOnceAndSaysWhatWhereAndHowToMendIt() {
    how = SQLiteErrorCode.SQLITE_FULL;
    try (Database database = open("full.db")) {
      SqliteTaskStore store = new SqliteTaskStore(database);
      assertThat(database.trouble()).isEmpty();
      stepsLeft.set(3);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> store.accept(Arrival.of(tasks.call("one"))).join())
            .cause()
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("full.db")
            .hasMessageContaining("no room left on its disk: free some space");
      }
      assertThat(database.trouble().orElseThrow()).contains("no room left");
      assertThat(store.due()).isEmpty();
      broken.set(false);
      Eventually.holds("the store is well again", () -> database.trouble().isEmpty());
      store.accept(Arrival.of(tasks.call("one"))).join();
      assertThat(store.due()).hasSize(1);
    }
  }

  @Test
  void aFailedCommitIsNeverTriedAgain() {
    try (Database database = open("once.db")) {
      SqliteTaskStore store = new SqliteTaskStore(database);
      AtomicInteger before = new AtomicInteger();
      Write<Integer> counting = connection -> before.incrementAndGet();
      stepsLeft.set(4); // BEGIN, SAVEPOINT, RELEASE, COMMIT
      assertThatThrownBy(() -> database.write(counting)).isInstanceOf(StoreException.class);
      assertThat(afterTrouble.getFirst()).isEqualTo("COMMIT");
      broken.set(false);
      Eventually.holds("the store is well again", () -> database.trouble().isEmpty());
      store.accept(Arrival.of(tasks.call("one"))).join();
      assertThat(before).hasValue(1);
    }
  }

  @Test
  void aStoreInTroubleCanBeClosed() {
    Database database = open("closed.db");
    stepsLeft.set(1);
    assertThatThrownBy(() -> database.write(_ -> 1)).isInstanceOf(StoreException.class);
    database.close();
    assertThatThrownBy(() -> database.write(_ -> 1))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
    broken.set(false);
    open("closed.db").close();
  }

  @Test
  void aStatementThatIsWrongIsNoTrouble() {
    try (Database database = open("wrong.db")) {
      assertThatThrownBy(
              () -> database.write(c -> Sql.update(c, "insert into tasks (id) values ('x')")))
          .isInstanceOf(StoreException.class);
      assertThat(database.trouble()).isEmpty();
      int written = database.write(_ -> 7);
      assertThat(written).isEqualTo(7);
    }
  }
}
