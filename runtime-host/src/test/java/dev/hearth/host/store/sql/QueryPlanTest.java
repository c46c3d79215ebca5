package dev.hearth.host.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskQuery;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.store.SqliteStore;
import dev.hearth.host.store.task.SqliteTaskStore;
import dev.hearth.host.store.task.TaskTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that is asked of the tasks reads through all of them. */
class QueryPlanTest {

  private static final FunctionName ONE = new FunctionName("one");
  private static final Instant NOW = ManualTime.START;
  private static final Duration LEASE = Duration.ofMinutes(1);

  @TempDir private Path directory;
  private final Tasks tasks = new Tasks(NOW);

  @Test
  void everyStatementFindsItsRowsByAnIndex() throws Exception {
    Disturbance watch = new Disturbance((_, _) -> {});
    SqliteFile file = new SqliteFile(directory.resolve("hearth.db"), watch);
    try (Database database = Database.open(file, SqliteStore.migrations(), Duration.ofDays(1))) {
      SqliteTaskStore store = new SqliteTaskStore(database);
      write(store);
      // Reads are run as writes here, so that they are seen.
      database.write(connection -> TaskTable.unfinished(connection, tasks.call("one").origin()));
    }
    List<String> statements = new ArrayList<>(watch.statements());
    statements.addAll(READS);
    assertThat(statements).hasSizeGreaterThan(30);
    try (Connection connection = file.connect()) {
      for (String sql : statements) {
        assertThat(plan(connection, sql)).as(sql).noneMatch(step -> isScan(step));
      }
    }
  }

  /** As TaskReader has them; that they are the same is seen when it changes its indexes' names. */
  private static final List<String> READS =
      List.of(
          "select min(due_at) as earliest from tasks"
              + " where function = ? and state = 'queued' and ended_at is null",
          "select id from tasks where id < ? order by id desc limit ?",
          "select id from tasks where state = ? and id < ? order by id desc limit ?",
          "select id from tasks where function = ? and state = ? and id < ? order by id desc limit ?");

  private static boolean isScan(String step) {
    return step.startsWith("SCAN") && !step.contains("CONSTANT ROW")
        || step.contains("TEMP B-TREE");
  }

  private static List<String> plan(Connection connection, String sql) throws SQLException {
    List<String> steps = new ArrayList<>();
    if (!sql.matches("(?s)(select|update|delete|insert).*")) {
      return steps;
    }
    try (PreparedStatement statement = connection.prepareStatement("explain query plan " + sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        steps.add(row.getString("detail"));
      }
    }
    return steps;
  }

  private void write(SqliteTaskStore store) {
    NewTask first = tasks.call("one");
    store.accept(Arrival.of(first, tasks.once("k", "p"))).join();
    store.accept(Arrival.of(tasks.call("one"), tasks.once("k", "p"))).join();
    store.accept(Arrival.of(tasks.ordered("one", "k"))).join();
    var happened = tasks.happened("e");
    store
        .accept(
            new Arrival(
                List.of(tasks.of("two", happened)),
                Optional.of(happened),
                Optional.empty(),
                Optional.empty()))
        .join();
    List<LeasedTask> leased = store.lease(ONE, 5, NOW, LEASE);
    store.extend(leased.getFirst().lease(), NOW.plusSeconds(5));
    store.takeOver(5, NOW.plusSeconds(6), LEASE);
    for (LeasedTask task : store.takeOver(5, NOW.plusSeconds(600), LEASE)) {
      store.settle(task.lease(), new Settlement.Again(NOW, tasks.failure(1)), NOW).join();
    }
    settleAll(store);
    store.redrive(first.id(), "", NOW, NOW.plusSeconds(5));
    store.expire(5, NOW.plusSeconds(6));
    store.purge(first.id(), NOW);
    store.cancel(first.id(), NOW);
    store.forget(NOW.plusSeconds(9), NOW.plus(Duration.ofDays(9)), 5);
    store.list(new TaskQuery("", Set.of(TaskState.QUEUED), "", 5));
    assertThat(store.due()).isNotEmpty();
    assertThat(Origin.CALL.reference()).isEmpty();
  }

  private void settleAll(SqliteTaskStore store) {
    List<LeasedTask> leased = new ArrayList<>(store.lease(ONE, 5, NOW, LEASE));
    for (int i = 0; i < leased.size(); i++) {
      Settlement settlement =
          i == 0
              ? new Settlement.DeadLettered(tasks.failure(2), Optional.of(Tasks.result(500)))
              : new Settlement.Forgotten();
      store.settle(leased.get(i).lease(), settlement, NOW).join();
    }
  }
}
