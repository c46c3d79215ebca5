package dev.hearth.host.monitoring.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.MemoryHistoryStore;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Timings;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.HistoryLimits;
import dev.hearth.host.monitoring.HistoryQuery;
import dev.hearth.host.monitoring.InvocationHistory;
import dev.hearth.host.monitoring.Positions;
import dev.hearth.host.registry.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExecutionHistoryTest {

  private static final Timings WARM = new Timings(1_000, Optional.empty(), 20_000, 30_000);
  private static final Outcome FAILED = new Outcome.Failed(Reason.FUNCTION_ERROR, "it threw");

  private final MemoryHistoryStore store = new MemoryHistoryStore();

  /** Everything but the thread, and a memory of so many invocations. */
  private static final class Host {

    final ManualTime time = new ManualTime();
    final LogStream logs;
    final HistoryWriter writer;
    final InvocationHistory recent;
    final ExecutionHistory history;
    int calls;
    long next;

    Host(MemoryHistoryStore store, int inMemory) {
      RetentionLimits.Limit much =
          new RetentionLimits.Limit(Duration.ofDays(1), ByteSize.mebibytes(64));
      logs = new LogStream(1 << 20, new Positions(store.last(HistoryStore.Kind.LINES)));
      writer =
          new HistoryWriter(
              store, logs, new RetentionLimits(much, much, ByteSize.mebibytes(8)), time.source());
      recent =
          new InvocationHistory(
              new HistoryLimits(inMemory, ByteSize.mebibytes(8), 1_000_000, 1),
              outcome -> outcome.equals(FAILED) ? 502 : 200,
              time.source(),
              new Positions(store.last(HistoryStore.Kind.INVOCATIONS)),
              writer::keep);
      history = new ExecutionHistory(recent, writer, logs, store);
    }

    void call(Outcome outcome) {
      Invocation invocation = Calls.invocation(Versions.of("hello").version(), "id-" + calls++);
      InvocationLog log = new InvocationLog(time.source().wall());
      recent.ended(new InvocationRecord(invocation, outcome, WARM, Usage.NONE, log));
    }

    List<String> page(List<String> ids, long before, int limit) {
      HistoryPage<HistoryEntry> page =
          history.invocations(new HistoryQuery(HistoryQuery.Filter.ALL, before, limit)).page();
      page.items().forEach(entry -> ids.add(entry.id().value()));
      next = page.next().orElse(0);
      return ids;
    }
  }

  private static List<String> ids(int from, int downTo) {
    return IntStream.iterate(from, n -> n >= downTo, n -> n - 1).mapToObj(n -> "id-" + n).toList();
  }

  @Test
  void anInvocationIsFoundAtOnceAndWhenItIsWrittenAndWhenMemoryHasForgottenIt() {
    Host host = new Host(store, 2);
    host.call(FAILED);
    InvocationId first = new InvocationId("id-0");
    assertThat(host.history.find(first)).isPresent();
    host.call(FAILED);
    host.call(FAILED);
    assertThat(host.recent.find(first)).isEmpty();
    assertThat(host.history.find(first)).isPresent();
    assertThat(host.page(new ArrayList<>(), Long.MAX_VALUE, 10)).isEqualTo(ids(2, 0));
    host.writer.step();
    assertThat(host.history.find(first)).isPresent();
    assertThat(host.page(new ArrayList<>(), Long.MAX_VALUE, 10)).isEqualTo(ids(2, 0));
    assertThat(host.history.find(new InvocationId("other"))).isEmpty();
  }

  @Property(tries = 200)
  void pagesPutTogetherAreTheWholeWithoutDoublesWhileNewOnesCome(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int limit,
      @ForAll @IntRange(min = 1, max = 30) int inMemory) {
    Random random = new Random(seed);
    Host host = new Host(new MemoryHistoryStore(), inMemory);
    for (int i = 0; i < 40; i++) {
      host.call(random.nextBoolean() ? Calls.ok() : FAILED);
      if (random.nextInt(10) == 0) {
        host.writer.step();
      }
    }
    List<String> seen = host.page(new ArrayList<>(), Long.MAX_VALUE, limit);
    while (host.next > 0) {
      if (random.nextBoolean()) {
        host.call(FAILED);
      }
      if (random.nextInt(3) == 0) {
        host.writer.step();
      }
      host.page(seen, host.next, limit);
    }
    assertThat(seen).isEqualTo(ids(39, 0));
  }

  @Test
  void aHostThatStartsAnewGoesOnBehindWhatIsThere() {
    Host before = new Host(store, 10);
    before.time.advance(Duration.ofHours(1));
    before.call(FAILED);
    before.call(FAILED);
    before.writer.flush();
    Host after = new Host(store, 10); // its clock is an hour behind
    after.calls = 2;
    after.call(FAILED);
    assertThat(after.page(new ArrayList<>(), Long.MAX_VALUE, 10)).isEqualTo(ids(2, 0));
  }

  @Test
  void whenTheStoreCannotBeReadMemoryAnswersAndSaysSo() {
    Host host = new Host(store, 2);
    for (int i = 0; i < 4; i++) {
      host.call(FAILED);
    }
    host.writer.step();
    store.works(true, false);
    Found<HistoryEntry> found = host.history.invocations(HistoryQuery.newest(10));
    assertThat(found.page().items()).hasSize(2);
    assertThat(found.missing()).contains("broken");
    assertThatThrownBy(() -> host.history.find(new InvocationId("id-0")))
        .isInstanceOf(StoreException.class);
    assertThat(host.history.find(new InvocationId("id-3"))).isPresent();
    LogQuery all = new LogQuery(LogQuery.Filter.ALL, 0, Long.MAX_VALUE, 10);
    LogStreamTest.log(host.logs, "in memory");
    assertThat(host.history.lines(all).page().items()).hasSize(1);
    assertThat(host.history.lines(all).missing()).contains("broken");
  }

  @Test
  void theLinesOfAnInvocationComeInTheirOrderFromMemoryAndDisk() {
    Host host = new Host(store, 10);
    Invocation invocation = Calls.invocation(Versions.of("hello").version(), "told");
    LogLine line = new LogLine(ManualTime.START, "INFO", "stdout", "one");
    host.logs.logged(invocation, line, false);
    host.writer.step();
    host.logs.logged(invocation, new LogLine(line.at(), "INFO", "stdout", "two"), true);
    assertThat(host.history.linesOf(invocation.id()).orElseThrow())
        .extracting(logged -> logged.line().text())
        .containsExactly("one", "two");
    assertThat(host.history.linesOf(new InvocationId("untold"))).isEmpty();
  }

  @Test
  void theLinesOfARecordAreToldEvenIfTheStoreHasLeftThemOut() {
    Host host = new Host(store, 10);
    Invocation invocation = Calls.invocation(Versions.of("hello").version(), "told");
    InvocationLog log = new InvocationLog(host.time.source().wall());
    log.add("INFO", "stdout", "one\ntwo");
    host.recent.ended(new InvocationRecord(invocation, FAILED, WARM, Usage.NONE, log));
    assertThat(host.history.linesOf(invocation.id()).orElseThrow())
        .extracting(logged -> logged.line().text())
        .containsExactly("one", "two");
  }
}
