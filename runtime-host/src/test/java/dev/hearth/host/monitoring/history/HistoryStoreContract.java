package dev.hearth.host.monitoring.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.HistoryEntries;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Trigger;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.HistoryQuery;
import dev.hearth.host.monitoring.history.HistoryStore.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What every store of the history promises. */
public abstract class HistoryStoreContract {

  /** An empty store, and how to close it. */
  public record Opened(HistoryStore store, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }

  /** Opens an empty store. */
  protected abstract Opened open();

  /** Waits until entries are kept. */
  protected static void keep(HistoryStore store, HistoryEntry... entries) {
    store.write(new HistoryBatch(List.of(entries), List.of())).join();
  }

  /** Waits until lines are kept. */
  protected static void keep(HistoryStore store, LoggedLine... lines) {
    store.write(new HistoryBatch(List.of(), List.of(lines))).join();
  }

  private static LogQuery lines(LogQuery.Filter filter, int limit) {
    return new LogQuery(filter, 0, Long.MAX_VALUE, limit);
  }

  @Test
  void tellsAllThatItWasGiven() {
    try (Opened opened = open()) {
      HistoryStore store = opened.store();
      HistoryEntry failed = HistoryEntries.failed(1).withUnstoredBefore(7);
      HistoryEntry cold = HistoryEntries.cold(2);
      LoggedLine line = HistoryEntries.line(3, "id-1", "what it logged");
      store.write(new HistoryBatch(List.of(failed, cold), List.of(line))).join();
      assertThat(store.invocations(HistoryQuery.newest(9)).items()).containsExactly(cold, failed);
      assertThat(store.invocation(failed.id())).contains(failed);
      assertThat(store.invocation(new InvocationId("id-3"))).isEmpty();
      assertThat(store.lines(lines(LogQuery.Filter.of("id-1"), 9)).items()).containsExactly(line);
      assertThat(store.lines(lines(LogQuery.Filter.of("id-2"), 9)).items()).isEmpty();
    }
  }

  @Test
  void whatIsWrittenAgainIsThereOnce() {
    try (Opened opened = open()) {
      HistoryStore store = opened.store();
      HistoryBatch batch =
          new HistoryBatch(
              List.of(HistoryEntries.failed(1), HistoryEntries.plain(2)),
              List.of(HistoryEntries.line(1, "id-1", "once")));
      store.write(batch).join();
      HistoryStore.Kept before = store.kept(Kind.INVOCATIONS);
      store.write(batch).join();
      assertThat(store.kept(Kind.INVOCATIONS)).isEqualTo(before);
      assertThat(before.rows()).isEqualTo(2);
      assertThat(store.kept(Kind.LINES).rows()).isEqualTo(1);
      assertThat(store.invocations(HistoryQuery.newest(9)).items()).hasSize(2);
    }
  }

  @Test
  void theNewestAttemptIsTheOneThatIsShown() {
    try (Opened opened = open()) {
      HistoryStore store = opened.store();
      HistoryEntry first = HistoryEntries.attempt(1, "twice", 1);
      HistoryEntry second = HistoryEntries.attempt(5, "twice", 2);
      keep(store, first, HistoryEntries.plain(3), second);
      assertThat(store.invocation(new InvocationId("twice"))).contains(second);
      assertThat(store.invocations(HistoryQuery.newest(9)).items()).contains(first, second);
    }
  }

  @Test
  void knowsItsLastPositions() {
    try (Opened opened = open()) {
      HistoryStore store = opened.store();
      assertThat(store.last(Kind.INVOCATIONS)).isZero();
      keep(store, HistoryEntries.plain(5), HistoryEntries.plain(3));
      keep(store, HistoryEntries.line(8, "id", "x"));
      assertThat(store.last(Kind.INVOCATIONS)).isEqualTo(HistoryEntries.position(5));
      assertThat(store.last(Kind.LINES)).isEqualTo(HistoryEntries.position(8));
    }
  }

  @Test
  void deletesTheOldestOnlyAndNoMoreThanAsked() {
    try (Opened opened = open()) {
      HistoryStore store = opened.store();
      for (int n = 0; n < 10; n++) {
        keep(store, HistoryEntries.failed(n));
        keep(store, HistoryEntries.line(n, "id-" + n, "line"));
      }
      long six = HistoryEntries.position(6);
      assertThat(store.deleteOldest(Kind.INVOCATIONS, six, 4)).isEqualTo(4);
      assertThat(store.deleteOldest(Kind.INVOCATIONS, six, 4)).isEqualTo(2);
      assertThat(store.deleteOldest(Kind.INVOCATIONS, six, 4)).isZero();
      assertThat(store.kept(Kind.INVOCATIONS).rows()).isEqualTo(4);
      assertThat(store.kept(Kind.LINES).rows()).isEqualTo(10);
      assertThat(store.invocations(HistoryQuery.newest(99)).items())
          .extracting(HistoryEntry::position)
          .containsExactly(
              HistoryEntries.position(9),
              HistoryEntries.position(8),
              HistoryEntries.position(7),
              HistoryEntries.position(6));
      assertThat(store.deleteOldest(Kind.INVOCATIONS, Long.MAX_VALUE, 99)).isEqualTo(4);
      assertThat(store.deleteOldest(Kind.LINES, Long.MAX_VALUE, 99)).isEqualTo(10);
      assertThat(store.kept(Kind.INVOCATIONS)).isEqualTo(new HistoryStore.Kept(0, 0));
      assertThat(store.kept(Kind.LINES)).isEqualTo(new HistoryStore.Kept(0, 0));
    }
  }

  @Property(tries = 12)
  void pagesPutTogetherAreWhatTheFilterWants(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int limit) {
    try (Opened opened = open()) {
      Random random = new Random(seed);
      List<HistoryEntry> all =
          IntStream.range(0, 120).mapToObj(n -> HistoryEntries.any(n, random)).toList();
      keep(opened.store(), all.toArray(HistoryEntry[]::new));
      for (int i = 0; i < 10; i++) {
        HistoryQuery.Filter filter = anyFilter(random);
        HistoryQuery whole = new HistoryQuery(filter, Long.MAX_VALUE, 1_000);
        assertThat(paged(opened.store(), filter, limit))
            .as(filter.toString())
            .isEqualTo(all.reversed().stream().filter(whole::wants).toList());
      }
    }
  }

  private static List<HistoryEntry> paged(
      HistoryStore store, HistoryQuery.Filter filter, int limit) {
    List<HistoryEntry> found = new ArrayList<>();
    HistoryPage<HistoryEntry> page =
        store.invocations(new HistoryQuery(filter, Long.MAX_VALUE, limit));
    found.addAll(page.items());
    while (page.next().isPresent()) {
      page = store.invocations(new HistoryQuery(filter, page.next().getAsLong(), limit));
      assertThat(page.items().size()).isLessThanOrEqualTo(limit);
      found.addAll(page.items());
    }
    return found;
  }

  private static HistoryQuery.Filter anyFilter(Random random) {
    return new HistoryQuery.Filter(
        pick(random, "", "", "one", "none"),
        random.nextInt(3),
        pick(random, "", "", "success", "failed", "function-error", "overloaded"),
        random.nextInt(3) == 0 ? Optional.of(Trigger.HTTP) : Optional.empty(),
        random.nextInt(3) == 0,
        random.nextInt(3),
        random.nextBoolean() ? Instant.MIN : HistoryEntries.moment(random.nextInt(120)),
        random.nextBoolean() ? Instant.MAX : HistoryEntries.moment(random.nextInt(120)),
        random.nextInt(3) == 0 ? 35_000 : 0);
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  @Property(tries = 12)
  void pagesOfLinesPutTogetherAreWhatTheFilterWants(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int limit) {
    try (Opened opened = open()) {
      Random random = new Random(seed);
      List<LoggedLine> all =
          IntStream.range(0, 120).mapToObj(n -> HistoryEntries.anyLine(n, random)).toList();
      keep(opened.store(), all.toArray(LoggedLine[]::new));
      for (int i = 0; i < 10; i++) {
        LogQuery.Filter filter = anyLineFilter(random);
        long after = random.nextInt(3) == 0 ? HistoryEntries.position(random.nextInt(120)) : 0;
        LogQuery whole = new LogQuery(filter, after, Long.MAX_VALUE, limit);
        assertThat(paged(opened.store(), whole))
            .as(filter.toString())
            .isEqualTo(all.reversed().stream().filter(whole::wants).toList());
      }
    }
  }

  private static List<LoggedLine> paged(HistoryStore store, LogQuery query) {
    HistoryPage<LoggedLine> page = store.lines(query);
    List<LoggedLine> found = new ArrayList<>(page.items());
    while (page.next().isPresent()) {
      long before = page.next().getAsLong();
      page = store.lines(new LogQuery(query.filter(), query.after(), before, query.limit()));
      found.addAll(page.items());
    }
    return found;
  }

  private static LogQuery.Filter anyLineFilter(Random random) {
    return new LogQuery.Filter(
        pick(random, "", "one", "none"),
        random.nextInt(3),
        pick(random, "", "", "id-3"),
        List.of(LogLevel.values()).get(random.nextInt(5)),
        pick(random, "", "", "text 1", "TEXT", "100%", "_", "ä", "'"),
        random.nextBoolean() ? Instant.MIN : HistoryEntries.moment(random.nextInt(120)),
        random.nextBoolean() ? Instant.MAX : HistoryEntries.moment(random.nextInt(120)));
  }

  @Test
  void apostrophesAndQuestionMarksAreNothingButText() {
    try (Opened opened = open()) {
      String text = "'; drop table history_lines; -- ? % _ \\ \uD83D\uDE00";
      keep(opened.store(), HistoryEntries.line(1, "'?", text));
      assertThat(opened.store().lines(lines(LogQuery.Filter.of("'?"), 9)).items())
          .extracting(line -> line.line().text())
          .containsExactly(text);
      assertThat(Stream.of("drop table", "?", "%", "\uD83D\uDE00"))
          .allSatisfy(part -> assertThat(containing(opened.store(), part)).hasSize(1));
    }
  }

  private static List<LoggedLine> containing(HistoryStore store, String part) {
    LogQuery.Filter filter =
        new LogQuery.Filter("", 0, "", LogLevel.TRACE, part, Instant.MIN, Instant.MAX);
    return store.lines(lines(filter, 9)).items();
  }
}
