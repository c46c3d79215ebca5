package dev.hearth.host.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.ManualExecutor;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.pool.Lease;
import dev.hearth.host.pool.PoolConfig;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.sandbox.HeapLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeapGuardTest {

  private final ManualTime time = new ManualTime();
  private final ManualExecutor housekeeping = new ManualExecutor(time);
  private final List<String> disposed = new ArrayList<>();
  private final WarmPool pool =
      new WarmPool(
          new PoolConfig(Duration.ofHours(1), ByteSize.mebibytes(1)),
          (instance, reason) -> disposed.add(instance.id() + " " + reason),
          housekeeping,
          time.source());
  private final HeapLevel level = new HeapLevel();
  private HeapGuard.Collection last = new HeapGuard.Collection(0, 0, 1_000);
  private final HeapGuard guard = new HeapGuard(pool, level, () -> last);

  @AfterEach
  void stop() {
    housekeeping.shutdownNow();
  }

  private void collects(long used) {
    last = new HeapGuard.Collection(last.number() + 1, used, 1_000);
    guard.check();
  }

  private FakeInstance instance(int number, long allocated) {
    FakeInstance instance = new FakeInstance(number, Versions.of("f" + number).version(), 1);
    instance.uses(new Usage(0, allocated));
    return instance;
  }

  @Test
  void endsTheIdleInstanceThatHasAllocatedMost() {
    Lease small = pool.admit(instance(1, 10));
    FakeInstance largest = instance(2, 20);
    Lease large = pool.admit(largest);
    small.release();
    large.release();
    collects(900);
    assertThat(disposed).as("once may be chance").isEmpty();
    collects(900);
    assertThat(disposed).containsExactly("i2 " + EvictionReason.MEMORY);
    assertThat(largest.exceeded())
        .singleElement()
        .satisfies(excess -> {
          assertThat(excess.reason()).isEqualTo(Reason.MEMORY_EXCEEDED);
        });
    assertThat(pool.live()).isEqualTo(1);
    assertThat(guard.ended()).isEqualTo(1);
  }

  @Test
  void aBusyInstanceIsEndedAtOnceAndLeavesThePoolWithItsCall() {
    FakeInstance busy = instance(1, 10);
    Lease lease = pool.admit(busy);
    collects(900);
    collects(900);
    assertThat(busy.exceeded()).hasSize(1);
    assertThat(disposed).isEmpty();
    lease.discard(EvictionReason.CONDEMNED);
    assertThat(disposed).containsExactly("i1 CONDEMNED");
  }

  @Test
  void looksOnlyAtNewCollectionsAndTellsTheirLevel() {
    pool.admit(instance(1, 10)).release();
    collects(900);
    guard.check();
    guard.check();
    collects(100);
    collects(900);
    assertThat(disposed).isEmpty();
    assertThat(level.collections()).isEqualTo(3);
    assertThat(level.usedBytes()).isEqualTo(900);
  }

  @Test
  void withoutInstancesThereIsNothingToEnd() {
    collects(990);
    collects(990);
    assertThat(guard.ended()).isZero();
  }
}
