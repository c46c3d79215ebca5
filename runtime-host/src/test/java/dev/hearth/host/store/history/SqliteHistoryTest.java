package dev.hearth.host.store.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.HistoryEntries;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.HistoryQuery;
import dev.hearth.host.monitoring.history.HistoryBatch;
import dev.hearth.host.monitoring.history.HistoryPage;
import dev.hearth.host.monitoring.history.HistoryStore.Kept;
import dev.hearth.host.monitoring.history.HistoryStore.Kind;
import dev.hearth.host.monitoring.history.HistoryStoreContract;
import dev.hearth.host.monitoring.history.LogLevel;
import dev.hearth.host.monitoring.history.LogQuery;
import dev.hearth.host.monitoring.history.LoggedLine;
import dev.hearth.host.store.sql.Database;
import dev.hearth.host.store.sql.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest extends HistoryStoreContract {

  @TempDir Path directory;

  @Override
  protected Opened open() {
    try {
      Path own = Files.createTempDirectory("hearth-history");
      Database store = open(own.resolve("hearth.db"));
      // Few rows are looked at for an answer, so that answers are broken off in the contract too.
      return new Opened(
          new SqliteHistory(store, 25),
          () -> {
            store.close();
            delete(own);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Database open(Path file) {
    return Database.open(file, new Migrations("/db/sqlite/", List.of("V6__history.sql")));
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(SqliteHistory history, long from, long to) {
    for (long n = from; n < to; n += 500) {
      List<HistoryEntry> entries =
          LongStream.range(n, Math.min(to, n + 500)).mapToObj(HistoryEntries::plain).toList();
      List<LoggedLine> lines =
          entries.stream()
              .map(e -> new LoggedLine(e.position(), e.version(), e.id(), 1, line(e).line()))
              .toList();
      history.write(new HistoryBatch(entries, lines)).join();
    }
  }

  private static LoggedLine line(HistoryEntry entry) {
    return HistoryEntries.line(1, entry.id().value(), "as long as lines are that functions log");
  }

  @Test
  void isThereAfterTheStoreWasClosed() {
    Path file = directory.resolve("hearth.db");
    try (Database store = open(file)) {
      keep(new SqliteHistory(store), HistoryEntries.failed(7));
    }
    try (Database store = open(file)) {
      SqliteHistory history = new SqliteHistory(store);
      assertThat(history.invocation(HistoryEntries.failed(7).id()))
          .contains(HistoryEntries.failed(7));
      assertThat(history.last(Kind.INVOCATIONS)).isEqualTo(HistoryEntries.position(7));
      assertThat(history.kept(Kind.INVOCATIONS).rows()).isEqualTo(1);
    }
  }

  @Test
  void aRareThingAmongManyIsFoundPageByPageWithABoundedLookAtEach() {
    try (Database store = open(directory.resolve("hearth.db"))) {
      SqliteHistory history = new SqliteHistory(store, 1_000);
      keep(history, HistoryEntries.line(0, "id", "the needle"));
      fill(history, 1, 3_500);
      LogQuery.Filter filter =
          new LogQuery.Filter("", 0, "", LogLevel.TRACE, "needle", Instant.MIN, Instant.MAX);
      List<Integer> sizes = new ArrayList<>();
      HistoryPage<LoggedLine> page = history.lines(new LogQuery(filter, 0, Long.MAX_VALUE, 10));
      sizes.add(page.items().size());
      while (page.next().isPresent()) {
        page = history.lines(new LogQuery(filter, 0, page.next().getAsLong(), 10));
        sizes.add(page.items().size());
      }
      assertThat(sizes).containsExactly(0, 0, 0, 1);
    }
  }

  @Test
  void whatTheHostAsksAtItsStartLooksAtNoMoreRowsWhenThereAreMany() {
    try (Database store = open(directory.resolve("hearth.db"))) {
      SqliteHistory history = new SqliteHistory(store);
      fill(history, 0, 100_000);
      for (Kind kind : Kind.values()) {
        assertThat(history.kept(kind).rows()).isEqualTo(100_000);
        assertThat(history.last(kind)).isEqualTo(HistoryEntries.position(99_999));
      }
      assertThat(plan(store, "select max(position) from history_invocations"))
          .allMatch(step -> step.startsWith("SEARCH"));
      assertThat(plan(store, "select max(position) from history_lines"))
          .allMatch(step -> step.startsWith("SEARCH"));
      assertThat(history.invocations(HistoryQuery.newest(3)).items())
          .extracting(HistoryEntry::position)
          .containsExactly(
              HistoryEntries.position(99_999),
              HistoryEntries.position(99_998),
              HistoryEntries.position(99_997));
    }
  }

  @Test
  void noQuestionReadsAWholeTableOrSortsIt() {
    try (Database store = open(directory.resolve("hearth.db"))) {
      for (HistoryQuery.Filter filter : filters()) {
        Selection rows = InvocationTable.selection(new HistoryQuery(filter, 99, 10));
        assertThat(plan(store, rows.sql("*", 10)))
            .as(filter.toString())
            .allMatch(step -> step.startsWith("SEARCH"))
            .noneMatch(step -> step.contains("TEMP B-TREE"));
      }
      LogQuery query = new LogQuery(LogQuery.Filter.of("id"), 0, 99, 10);
      assertThat(plan(store, LineTable.selection(query).sql("*", 10)))
          .singleElement()
          .asString()
          .contains("history_lines_by_invocation");
    }
  }

  private static List<HistoryQuery.Filter> filters() {
    HistoryQuery.Filter all = HistoryQuery.Filter.ALL;
    List<HistoryQuery.Filter> filters = new ArrayList<>(List.of(all));
    for (String function : List.of("", "one")) {
      for (String outcome : List.of("", "success", "failed", "overloaded")) {
        for (boolean cold : List.of(true, false)) {
          filters.add(
              new HistoryQuery.Filter(
                  function, 0, outcome, all.trigger(), cold, 0, all.since(), all.until(), 0));
        }
      }
    }
    return filters;
  }

  private static List<String> plan(Database store, String sql) {
    return store.read(connection -> {
      try (PreparedStatement statement = connection.prepareStatement("explain query plan " + sql);
          ResultSet rows = statement.executeQuery()) {
        List<String> steps = new ArrayList<>();
        while (rows.next()) {
          steps.add(rows.getString("detail"));
        }
        return steps;
      }
    });
  }

  @Test
  void aFullHistoryDoesNotLetTheFileGrowAndItsEstimateIsNoLessThanWhatItTakes() throws IOException {
    Path file = directory.resolve("hearth.db");
    try (Database store = open(file)) {
      SqliteHistory history = new SqliteHistory(store);
      long empty = pages(store);
      fill(history, 0, 10_000);
      long full = pages(store) - empty;
      long estimate = Stream.of(Kind.values()).map(history::kept).mapToLong(Kept::bytes).sum();
      assertThat(estimate).isBetween(full, 2 * full);
      for (long n = 10_000; n < 40_000; n += 500) {
        fill(history, n, n + 500);
        for (Kind kind : Kind.values()) {
          history.deleteOldest(kind, Long.MAX_VALUE, 500);
        }
      }
      assertThat(history.kept(Kind.INVOCATIONS).rows()).isEqualTo(10_000);
      assertThat(pages(store) - empty).isLessThan(full + full / 4);
    }
  }

  private static long pages(Database store) {
    return number(store, "pragma page_count") * number(store, "pragma page_size");
  }

  private static long number(Database store, String sql) {
    return store.read(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql);
          ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    });
  }
}
