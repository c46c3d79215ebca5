package dev.hearth.host.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.TaskQuery;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.trigger.TriggerSpec.CatchUp;
import dev.hearth.host.registry.trigger.TriggerSpec.Overlap;
import dev.hearth.host.store.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules and what is deployed in the real store, over restarts. */
class ScheduleInStoreTest {

  private static final FunctionName REPORT = new FunctionName("report");

  @TempDir Path directory;
  private final ManualTime time = new ManualTime();

  private SqliteStore open() {
    return SqliteStore.open(directory.resolve("hearth.db"));
  }

  private ScheduleBook book(FunctionRegistry registry, SqliteStore store) {
    FiringMaker maker = new FiringMaker(new InvocationId.Source(new Random()), 100);
    ScheduleBook book =
        new ScheduleBook(
            registry,
            new ScheduleBook.Means(store.schedules(), maker, (_, _) -> {}),
            time.source());
    book.open();
    return book;
  }

  private static List<Instant> moments(SqliteStore store) {
    return store.tasks().list(new TaskQuery("report", Set.of(), "", 100)).stream()
        .map(TaskRecord::task)
        .map(ScheduleInStoreTest::moment)
        .sorted()
        .toList();
  }

  private static Instant moment(NewTask task) {
    Input.Happening input = (Input.Happening) task.input();
    assertThat(input.body().text()).contains("\"scheduled\":\"");
    return input.event().time().orElseThrow().toInstant();
  }

  private static Instant at(String clock) {
    return Instant.parse("2026-11-01T" + clock + ":00Z");
  }

  @Test
  void aStoppedHostMakesUpForWhatItHasMissedAndForNothingElse() {
    try (SqliteStore store = open()) {
      FunctionRegistry registry = new FunctionRegistry(store);
      Scheduled.deploy(
          registry,
          "report",
          1,
          Scheduled.with(Scheduled.at("all", "*/10 * * * *"), Overlap.QUEUE, CatchUp.ALL),
          Scheduled.with(Scheduled.at("last", "5/20 * * * *"), Overlap.ALLOW, CatchUp.LAST),
          Scheduled.with(Scheduled.at("none", "7/10 * * * *"), Overlap.ALLOW, CatchUp.NONE));
      ScheduleBook book = book(registry, store);
      time.advance(Duration.ofMinutes(11));
      book.round();
    }
    time.advance(Duration.ofMinutes(40));
    try (SqliteStore store = open()) {
      ScheduleBook book = book(new FunctionRegistry(store), store);
      book.round();
      book.round();
      assertThat(moments(store))
          .containsExactly(
              at("10:05"),
              at("10:07"),
              at("10:10"),
              at("10:20"),
              at("10:30"),
              at("10:40"),
              at("10:45"),
              at("10:50"));
      assertThat(store.schedules().of(REPORT))
          .extracting(row -> row.next().orElseThrow())
          .containsExactly(at("11:00"), at("11:05"), at("10:57"));
    }
  }

  @Test
  void aRunThatWasNotOverBeforeARestartIsNotOverlappedAfterIt() {
    try (SqliteStore store = open()) {
      FunctionRegistry registry = new FunctionRegistry(store);
      Scheduled.deploy(registry, "report", 1, Scheduled.at("nightly", "*/10 * * * *"));
      ScheduleBook book = book(registry, store);
      time.advance(Duration.ofMinutes(10));
      book.round();
    }
    try (SqliteStore store = open()) {
      ScheduleBook book = book(new FunctionRegistry(store), store);
      time.advance(Duration.ofMinutes(10));
      book.round();
      assertThat(moments(store)).containsExactly(at("10:10"));
      assertThat(store.schedules().of(REPORT).getFirst().leftOut())
          .contains(new ScheduleRow.LeftOut(at("10:20"), ScheduleRow.Why.OVERLAP));
    }
  }
}
