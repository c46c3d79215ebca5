package dev.hearth.host.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.ManualExecutor;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.pool.Lease;
import dev.hearth.host.pool.PoolConfig;
import dev.hearth.host.pool.WarmPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleGuardTest {

  private static final long MILLISECOND = 1_000_000;

  private final ManualTime time = new ManualTime();
  private final ManualExecutor housekeeping = new ManualExecutor(time);
  private final List<String> disposed = new ArrayList<>();
  private final WarmPool pool =
      new WarmPool(
          new PoolConfig(Duration.ofHours(1), ByteSize.mebibytes(1)),
          (instance, reason) -> disposed.add(instance.id() + " " + reason),
          housekeeping,
          time.source());
  private final IdleGuard guard = new IdleGuard(pool);
  private final FakeInstance instance = new FakeInstance(1, Versions.of("f").version(), 1);

  @AfterEach
  void stop() {
    housekeeping.shutdownNow();
  }

  private void checksWhenItHasUsed(long millis) {
    instance.uses(new Usage(millis * MILLISECOND, 0));
    guard.check();
  }

  @Test
  void endsAnIdleInstanceWhoseThreadsWorkOn() {
    pool.admit(instance).release();
    checksWhenItHasUsed(1_000);
    assertThat(disposed).as("a call may have used that").isEmpty();
    checksWhenItHasUsed(1_050);
    assertThat(disposed).as("a little is borne").isEmpty();
    checksWhenItHasUsed(1_200);
    assertThat(disposed).containsExactly("i1 RESTLESS");
    assertThat(instance.exceeded()).hasSize(1);
    assertThat(guard.ended()).isEqualTo(1);
  }

  @Test
  void leavesOneAloneThatServesACallOrHasJustServedOne() {
    Lease lease = pool.admit(instance);
    checksWhenItHasUsed(1_000);
    checksWhenItHasUsed(2_000);
    lease.release();
    checksWhenItHasUsed(3_000);
    pool.lease(instance.version().revision()).orElseThrow().release();
    checksWhenItHasUsed(4_000);
    assertThat(disposed).isEmpty();
  }
}
