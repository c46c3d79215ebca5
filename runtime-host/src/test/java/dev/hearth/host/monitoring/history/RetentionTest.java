package dev.hearth.host.monitoring.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.fixture.HistoryEntries;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.MemoryHistoryStore;
import dev.hearth.host.monitoring.history.HistoryStore.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final int ROW = MemoryHistoryStore.ROW_BYTES;
  private static final Duration DAY = Duration.ofDays(1);

  private final ManualTime time = new ManualTime();
  private final MemoryHistoryStore store = new MemoryHistoryStore();

  private Retention retention(Duration keep, long mostInvocations, long mostLines) {
    return new Retention(
        store,
        new RetentionLimits(
            new RetentionLimits.Limit(keep, new ByteSize(mostInvocations)),
            new RetentionLimits.Limit(keep, new ByteSize(mostLines)),
            ByteSize.mebibytes(1)),
        time.source());
  }

  private void fill(int rows) {
    store
        .write(
            new HistoryBatch(
                LongStream.range(0, rows).mapToObj(HistoryEntries::plain).toList(),
                LongStream.range(0, rows)
                    .mapToObj(n -> HistoryEntries.line(n, "id-" + n, "text"))
                    .toList()))
        .join();
  }

  private static void settle(Retention retention) {
    boolean more = true;
    while (more) {
      more = retention.step();
    }
  }

  @Test
  void whatIsTooOldGoesAndNothingElse() {
    fill(3_000);
    Retention retention = retention(DAY, 1 << 30, 1 << 30);
    settle(retention);
    assertThat(store.all()).hasSize(3_000);
    time.advance(DAY.plusMillis(1_000));
    settle(retention);
    assertThat(store.all().getFirst()).isEqualTo(HistoryEntries.plain(1_000));
    assertThat(store.allLines().getFirst().position()).isEqualTo(HistoryEntries.position(1_000));
    time.advance(DAY);
    settle(retention);
    assertThat(store.all()).isEmpty();
    assertThat(store.allLines()).isEmpty();
  }

  @Test
  void whatIsTooMuchGoesTheOldestFirstEachKindByItsOwnLimit() {
    fill(3_000);
    settle(retention(DAY, 1_200 * ROW, 2_700 * ROW));
    assertThat(store.kept(Kind.INVOCATIONS).bytes()).isLessThanOrEqualTo(1_200 * ROW);
    assertThat(store.kept(Kind.LINES).bytes()).isLessThanOrEqualTo(2_700 * ROW);
    assertThat(store.all().getLast()).isEqualTo(HistoryEntries.plain(2_999));
    assertThat(store.all()).hasSizeGreaterThan(1_200 - Retention.STEP_ROWS);
    assertThat(store.allLines()).hasSizeGreaterThan(2_700 - Retention.STEP_ROWS);
  }

  @Test
  void itDeletesInSmallSteps() {
    fill(3_000);
    time.advance(DAY.multipliedBy(2));
    Retention retention = retention(DAY, 1 << 30, 1 << 30);
    assertThat(retention.step()).isTrue();
    assertThat(store.all()).hasSize(3_000 - Retention.STEP_ROWS);
    settle(retention);
    assertThat(store.deletions()).hasSize(12).containsOnly(Retention.STEP_ROWS);
  }

  @Test
  void itLooksNoMoreOftenThanItMust() {
    Retention retention = retention(DAY, ROW, ROW);
    assertThat(retention.step()).isFalse();
    fill(10);
    assertThat(retention.step()).isFalse();
    assertThat(store.deletions()).isEmpty();
    time.advance(Retention.PAUSE);
    assertThat(retention.step()).isTrue();
    assertThat(store.deletions()).isEqualTo(List.of(10, 10));
  }
}
