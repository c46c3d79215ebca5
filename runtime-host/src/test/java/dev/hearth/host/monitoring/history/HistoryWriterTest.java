package dev.hearth.host.monitoring.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.fixture.HistoryEntries;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.MemoryHistoryStore;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.Positions;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryWriterTest {

  private static final long SIZE = HistoryEntries.plain(1).bytes();

  private final ManualTime time = new ManualTime();
  private final MemoryHistoryStore store = new MemoryHistoryStore();
  private final LogStream logs = new LogStream(1 << 20, new Positions(0));

  /** With room for so many plain successes, and as many again of what is notable. */
  private HistoryWriter writer(int plain) {
    RetentionLimits.Limit much =
        new RetentionLimits.Limit(Duration.ofDays(1), ByteSize.mebibytes(64));
    ByteSize buffer = new ByteSize(2L * (2L * plain * SIZE + SIZE));
    return new HistoryWriter(store, logs, new RetentionLimits(much, much, buffer), time.source());
  }

  @Test
  void writesWhatItIsGivenInBatches() {
    HistoryWriter writer = writer(1_000);
    LongStream.range(0, 450).mapToObj(HistoryEntries::plain).forEach(writer::keep);
    assertThat(writer.step()).isTrue();
    assertThat(store.all()).hasSize(HistoryWriter.BATCH_RECORDS);
    assertThat(writer.step()).isTrue();
    assertThat(writer.step()).isFalse();
    assertThat(store.all()).hasSize(450);
    assertThat(writer.bytes()).isZero();
  }

  @Test
  void plainSuccessesAreTheFirstToBeLeftOutAndTheNextRecordSaysHowMany() {
    store.works(false, true);
    HistoryWriter writer = writer(10);
    LongStream.range(0, 30).mapToObj(HistoryEntries::plain).forEach(writer::keep);
    LongStream.range(30, 35).mapToObj(HistoryEntries::failed).forEach(writer::keep);
    writer.step();
    assertThat(writer.failing()).isTrue();
    assertThat(writer.plainLost()).isEqualTo(20);
    assertThat(writer.notableLost()).isZero();
    store.works(true, true);
    time.advance(HistoryWriter.RETRY);
    writer.step();
    assertThat(writer.failing()).isFalse();
    assertThat(store.all()).hasSize(15);
    assertThat(store.all().stream().mapToLong(HistoryEntry::unstoredBefore).sum()).isEqualTo(20);
    writer.keep(HistoryEntries.plain(40));
    writer.step();
    assertThat(store.all().getLast().unstoredBefore()).isZero();
  }

  @Test
  void aRecordThatStandsForManyIsMissedAsMany() {
    store.works(false, true);
    HistoryWriter writer = writer(1);
    HistoryEntry plain = HistoryEntries.plain(1);
    HistoryEntry sampled =
        new HistoryEntry(
            2,
            plain.id(),
            plain.version(),
            plain.trigger(),
            "",
            "",
            plain.outcome(),
            "",
            plain.error(),
            200,
            1,
            false,
            plain.receivedAt(),
            plain.timings(),
            plain.usage(),
            plain.trace(),
            plain.log(),
            100,
            0);
    writer.keep(plain);
    writer.keep(sampled);
    store.works(true, true);
    writer.flush();
    assertThat(store.all()).hasSize(1);
    assertThat(store.all().getFirst().unstoredBefore()).isEqualTo(100);
  }

  @Test
  void failuresWaitInMemoryUpToTheLimitAndAreWrittenWhenTheStoreRecovers() {
    store.works(false, true);
    HistoryWriter writer = writer(10);
    LongStream.range(0, 1_000).mapToObj(HistoryEntries::failed).forEach(writer::keep);
    assertThat(writer.bytes()).isLessThanOrEqualTo(2 * 10 * SIZE + SIZE);
    long lost = writer.notableLost();
    assertThat(lost).isBetween(900L, 999L);
    for (int i = 0; i < 5; i++) {
      writer.step();
      time.advance(HistoryWriter.RETRY);
    }
    store.works(true, true);
    writer.step();
    assertThat(store.all()).hasSize((int) (1_000 - lost));
    assertThat(store.all().getFirst()).isEqualTo(HistoryEntries.failed(0));
  }

  @Test
  void aStoreThatHasFailedIsLeftAloneForAMoment() {
    store.works(false, true);
    HistoryWriter writer = writer(10);
    writer.keep(HistoryEntries.failed(1));
    for (int i = 0; i < 50; i++) {
      assertThat(writer.step()).isFalse();
    }
    assertThat(store.refused()).isEqualTo(1);
    time.advance(HistoryWriter.RETRY);
    writer.step();
    assertThat(store.refused()).isEqualTo(2);
  }

  @Test
  void aFlushWritesAllThatWaitsAndGivesUpOnAStoreThatFails() {
    HistoryWriter writer = writer(1_000);
    LongStream.range(0, 500).mapToObj(HistoryEntries::failed).forEach(writer::keep);
    store.works(false, true);
    writer.flush();
    assertThat(store.all()).isEmpty();
    store.works(true, true);
    writer.flush();
    assertThat(store.all()).hasSize(500);
  }

  @Test
  void longLinesMakeSmallBatches() {
    LogStream roomy = new LogStream(64 << 20, new Positions(0));
    HistoryWriter ofLongLines =
        new HistoryWriter(
            store,
            roomy,
            new RetentionLimits(
                new RetentionLimits.Limit(Duration.ofDays(1), ByteSize.mebibytes(64)),
                new RetentionLimits.Limit(Duration.ofDays(1), ByteSize.mebibytes(64)),
                ByteSize.mebibytes(8)),
            time.source());
    for (int n = 0; n < 400; n++) {
      LogStreamTest.log(roomy, "x".repeat(8_000));
    }
    assertThat(ofLongLines.step()).isTrue();
    assertThat(store.allLines()).hasSizeBetween(50, 70);
    ofLongLines.flush();
    assertThat(store.allLines()).hasSize(400);
  }

  @Test
  void linesAreWrittenInTheirOrder() {
    HistoryWriter writer = writer(10);
    for (int n = 0; n < 1_200; n++) {
      LogStreamTest.log(logs, "line " + n);
    }
    writer.flush();
    assertThat(store.allLines()).hasSize(1_200);
    assertThat(store.allLines().getLast().line().text()).isEqualTo("line 1199");
    assertThat(logs.bytes()).isZero();
  }
}
