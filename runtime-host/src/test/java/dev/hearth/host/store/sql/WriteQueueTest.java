package dev.hearth.host.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.registry.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteQueueTest {

  @TempDir Path directory;
  private SqliteFile file;
  private WriteQueue queue;
  private ExecutorService callers;

  @BeforeEach
  void open() throws SQLException {
    file = new SqliteFile(directory.resolve("queue.db"));
    Connection connection = file.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table parents (n integer primary key)");
      statement.execute(
          "create table numbers (n integer primary key, parent integer references parents (n)"
              + " deferrable initially deferred)");
    }
    queue = WriteQueue.start(connection, file, WriteQueue.PROBE_EVERY);
    callers = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterEach
  void close() {
    queue.close();
    callers.close();
  }

  @Test
  void makesEachWriteOfManyCallersDurable() throws Exception {
    List<Future<Integer>> writes = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      int n = i;
      writes.add(callers.submit(() -> queue.write(insert(n))));
    }
    for (Future<Integer> write : writes) {
      assertThat(write.get()).isEqualTo(1);
    }
    assertThat(numbers()).hasSize(1_500);
  }

  @Test
  void theWriteIsThereWhenItsCallerGoesOn() throws SQLException {
    for (int n = 0; n < 5; n++) {
      queue.write(insert(n));
      assertThat(numbers()).contains(n);
    }
  }

  @Test
  void aWriteThatFailsLeavesNothingAndDoesNotFailItsNeighbours() throws Exception {
    List<Future<Integer>> group =
        asOneGroup(
            insert(1),
            connection -> {
              insert(2).apply(connection);
              throw new IllegalStateException("on purpose");
            },
            connection -> insert(3).apply(connection) + insert(1).apply(connection),
            insert(4));

    assertThat(group.get(0).get()).isEqualTo(1);
    assertThatThrownBy(group.get(1)::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("on purpose");
    assertThatThrownBy(group.get(2)::get).cause().isInstanceOf(StoreException.class);
    assertThat(group.get(3).get()).isEqualTo(1);
    assertThat(numbers()).containsExactly(1, 4);
  }

  @Test
  void everyCallerOfAGroupLearnsThatItsCommitFailed() throws Exception {
    List<Future<Integer>> group =
        asOneGroup(
            insert(1),
            connection -> Sql.update(connection, "insert into numbers (n, parent) values (2, 99)"),
            insert(3));

    for (Future<Integer> write : group) {
      assertThatThrownBy(write::get)
          .cause()
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("FOREIGN KEY");
    }
    assertThat(numbers()).isEmpty();
    assertThat(queue.write(insert(4))).isEqualTo(1);
  }

  @Test
  void aLostTransactionFailsItsWholeGroup() throws Exception {
    List<Future<Integer>> group =
        asOneGroup(
            insert(1),
            connection -> {
              try (Statement statement = connection.createStatement()) {
                // What SQLite does by itself when the disk is full.
                statement.execute("ROLLBACK");
              }
              throw new SQLException("the disk is full");
            },
            insert(3));

    for (Future<Integer> write : group) {
      assertThatThrownBy(write::get).cause().isInstanceOf(StoreException.class);
    }
    assertThat(numbers()).isEmpty();
    assertThat(queue.write(insert(4))).isEqualTo(1);
  }

  @Test
  void closingFinishesWhatWaitsAndRefusesWhatComesLater() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Integer> first = callers.submit(() -> queue.write(held(started, go)));
    started.await();
    Future<Integer> second = callers.submit(() -> queue.write(insert(2)));
    awaitWaiting(1);
    Future<?> closing = callers.submit(queue::close);
    go.countDown();
    closing.get();

    assertThat(first.get()).isEqualTo(0);
    assertThat(second.get()).isEqualTo(1);
    assertThat(numbers()).containsExactly(2);
    assertThatThrownBy(() -> queue.write(insert(3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void refusesWhatIsTooMuchAtOnce() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Integer> holder = callers.submit(() -> queue.write(held(started, go)));
    started.await();
    List<CompletableFuture<Integer>> taken = new ArrayList<>();
    CompletableFuture<Integer> last = queue.submit(_ -> 1);
    while (!last.isDone()) {
      taken.add(last);
      last = queue.submit(_ -> 1);
    }
    assertThat(taken).hasSize(16_384);
    assertThatThrownBy(last::join)
        .cause()
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("16384 writes wait already: send less at a time");
    go.countDown();
    holder.get();
    for (CompletableFuture<Integer> write : taken) {
      assertThat(write.get()).isEqualTo(1);
    }
    assertThat(queue.write(insert(1))).isEqualTo(1);
  }

  @Test
  void refusesWhatWouldKeepTooMuchInMemory() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Integer> holder = callers.submit(() -> queue.write(held(started, go)));
    started.await();
    CompletableFuture<Integer> huge = queue.submit(new Weighing(200L << 20));
    assertThat(queue.submit(new Weighing(1))).isCompletedExceptionally();
    CompletableFuture<Integer> light = queue.submit(_ -> 1);
    go.countDown();
    holder.get();
    assertThat(huge.get()).isEqualTo(1);
    assertThat(light.get()).isEqualTo(1);
    assertThat(queue.submit(new Weighing(1)).get()).isEqualTo(1);
  }

  private record Weighing(long bytes) implements Write<Integer> {
    @Override
    public Integer apply(Connection connection) {
      return 1;
    }
  }

  @Test
  void theWritersOwnThreadIsNotLetWaitForItself() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Integer> holder = queue.submit(held(started, go));
    started.await();
    CompletableFuture<Integer> waits = holder.thenApply(_ -> queue.write(insert(1)));
    go.countDown();
    assertThatThrownBy(waits::join).hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(queue.write(insert(1))).isEqualTo(1);
  }

  /** Holds the writer until all of them wait: then they are one group, in this order. */
  @SafeVarargs
  private List<Future<Integer>> asOneGroup(Write<Integer>... writes) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Integer> holder = callers.submit(() -> queue.write(held(started, go)));
    started.await();
    List<Future<Integer>> group = new ArrayList<>();
    for (Write<Integer> write : writes) {
      group.add(callers.submit(() -> queue.write(write)));
      awaitWaiting(group.size());
    }
    go.countDown();
    assertThat(holder).succeedsWithin(Duration.ofSeconds(30));
    return group;
  }

  private void awaitWaiting(int count) {
    while (queue.waiting() < count) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static Write<Integer> held(CountDownLatch started, CountDownLatch go) {
    return _ -> {
      started.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new SQLException(e);
      }
      return 0;
    };
  }

  private static Write<Integer> insert(int n) {
    return connection -> Sql.update(connection, "insert into numbers (n) values (?)", n);
  }

  private Set<Integer> numbers() throws SQLException {
    Set<Integer> found = new TreeSet<>();
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select n from numbers")) {
      while (row.next()) {
        found.add(row.getInt(1));
      }
    }
    return found;
  }
}
