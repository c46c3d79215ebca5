package dev.hearth.host.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.registry.StoreException;
import dev.hearth.host.store.SqliteStore;
import dev.hearth.host.store.task.SqliteTaskStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found when the end of the log is missing, or bytes of it have changed. */
class DamagedLogTest {

  private static final int TASKS = 3;
  private static final int FRAME = 4096 + 24;
  private static final int HEADER = 32;

  /** How far apart the bytes within pages are that are tried; heads are tried byte by byte. */
  private static final int STRIDE = 1021;

  @TempDir private Path directory;
  private final List<Stored> stored = new ArrayList<>();
  private byte[] store = new byte[0];
  private byte[] log = new byte[0];

  /** A task, and which bytes of the log are its transaction. */
  private record Stored(String id, int from, int to) {}

  @BeforeEach
  void writeSomeTasksAndCrash() throws IOException {
    Path file = directory.resolve("original.db");
    Path wal = directory.resolve("original.db-wal");
    SqliteStore.open(file).close();
    Tasks tasks = new Tasks(ManualTime.START);
    try (SqliteStore open = SqliteStore.open(file)) {
      int from = 0;
      for (int i = 0; i < TASKS; i++) {
        NewTask task = tasks.call("one");
        open.tasks().accept(Arrival.of(task)).join();
        int to = (int) Files.size(wal);
        stored.add(new Stored(task.id().value(), from, to));
        from = to;
      }
      store = Files.readAllBytes(file);
      log = Files.readAllBytes(wal);
    }
  }

  /** The ids that are there, or nothing if the store is refused as damaged. */
  private Optional<List<String>> reopened(byte[] wal) throws IOException, SQLException {
    Path file = directory.resolve("copy.db");
    Files.write(file, store);
    Files.write(directory.resolve("copy.db-wal"), wal);
    Files.deleteIfExists(directory.resolve("copy.db-shm"));
    try {
      WalCheck.of(file).requireWhole();
    } catch (StoreException damaged) {
      assertThat(damaged).hasMessageContaining("copy.db-wal is damaged: restore");
      return Optional.empty();
    }
    try (Connection connection = new SqliteFile(file).connect()) {
      List<String> whole =
          Sql.query(
              connection,
              "select t.id from tasks t join task_inputs i on i.task = t.id"
                  + " where cast(i.body as text) = 'body for one' order by t.id",
              row -> row.getString(1));
      List<String> all =
          Sql.query(connection, "select id from tasks order by id", row -> row.getString(1));
      assertThat(whole).isEqualTo(all);
      return Optional.of(all);
    }
  }

  private List<String> ids(int howMany) {
    return stored.subList(0, howMany).stream().map(Stored::id).toList();
  }

  @Test
  void allIsThereWhenNothingIsDamaged() throws Exception {
    assertThat(reopened(log)).contains(ids(TASKS));
  }

  @Test
  void whereverTheLogIsCutOffEveryTaskIsThereThatWasWholeThen() throws Exception {
    for (int length : places(0, log.length)) {
      int whole = (int) stored.stream().filter(task -> task.to() <= length).count();
      assertThat(reopened(Arrays.copyOf(log, length)))
          .as("cut off at %s", length)
          .contains(ids(whole));
    }
  }

  @Test
  void aChangedByteLosesNoTaskInSilenceButOneWhoseOwnBytesItIs() throws Exception {
    int refused = 0;
    for (int place : places(0, log.length)) {
      byte[] changed = log.clone();
      changed[place] ^= (byte) 0x55;
      Optional<List<String>> found = reopened(changed);
      refused += found.isPresent() ? 0 : 1;
      found.ifPresent(there ->
          assertThat(stored)
              .as("changed at %s", place)
              .filteredOn(task -> !there.contains(task.id()))
              .allMatch(task -> task.from() <= place && place < task.to()));
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aStoreWithADamagedLogIsNotOpened() throws Exception {
    byte[] changed = log.clone();
    changed[HEADER + 100] ^= 1;
    assertThat(reopened(changed)).isEmpty();
    assertThatThrownBy(() -> SqliteStore.open(directory.resolve("copy.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("copy.db-wal is damaged");
    Files.delete(directory.resolve("copy.db-wal"));
    SqliteStore.open(directory.resolve("copy.db")).close();
  }

  @Test
  void whatAnOlderLogHasLeftBehindTheEndIsNoDamage() throws Exception {
    Path file = directory.resolve("reused.db");
    SqliteStore.open(file).close();
    Tasks tasks = new Tasks(ManualTime.START);
    Database database = Database.open(file, SqliteStore.migrations());
    try (database) {
      SqliteTaskStore store = new SqliteTaskStore(database);
      for (int i = 0; i < 20; i++) {
        store.accept(Arrival.of(tasks.call("one"))).join();
      }
      try (Connection connection = new SqliteFile(file).connect()) {
        Sql.query(connection, "PRAGMA wal_checkpoint(RESTART)", row -> row.getInt(1));
      }
      NewTask last = tasks.call("one");
      store.accept(Arrival.of(last)).join();
      WalCheck.of(file).requireWhole();
      assertThat(store.find(last.id())).isPresent();
    }
  }

  /** The head of the log, the head of each frame with what is around it, and samples of pages. */
  private static List<Integer> places(int from, int to) {
    List<Integer> places = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int inFrame = i < HEADER ? 0 : (i - HEADER) % FRAME;
      if (inFrame < 26 || inFrame % STRIDE == 0 || inFrame == FRAME - 1) {
        places.add(i);
      }
    }
    return places;
  }
}
