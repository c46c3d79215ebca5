package dev.hearth.host.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.ManualExecutor;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.pool.Lease;
import dev.hearth.host.pool.PoolConfig;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.sandbox.Instance;
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
  private final List<Instance> ending = new ArrayList<>();
  private long stray;
  private final WarmPool pool =
      new WarmPool(
          new PoolConfig(Duration.ofHours(1), ByteSize.mebibytes(1)),
          (instance, reason) -> disposed.add(instance.id() + " " + reason),
          housekeeping,
          time.source());
  private final IdleGuard guard = new IdleGuard(pool, ending::add, time.source()::nanos);
  private final FakeInstance instance = new FakeInstance(1, Versions.of("f").version(), 1);

  @AfterEach
  void stop() {
    housekeeping.shutdownNow();
  }

  private void checksAfter(long millis, long strayMillis) {
    time.advance(Duration.ofMillis(millis));
    stray += strayMillis * MILLISECOND;
    instance.straysFor(stray);
    guard.check();
  }

  @Test
  void endsAnInstanceWhoseCallsLeaveWorkingThreadsBehind() {
    Lease lease = pool.admit(instance);
    checksAfter(200, 50);
    checksAfter(200, 50);
    assertThat(disposed).as("a little is borne").isEmpty();
    lease.release();
    checksAfter(200, 150);
    assertThat(disposed).containsExactly("i1 RESTLESS");
    assertThat(instance.exceeded()).hasSize(1);
    assertThat(ending).containsExactly(instance);
    assertThat(guard.ended()).isEqualTo(1);
  }

  @Test
  void bearsATenthOfAProcessor() {
    pool.admit(instance).release();
    for (int i = 0; i < 1_000; i++) {
      checksAfter(200, 20);
    }
    assertThat(disposed).isEmpty();
  }

  @Test
  void endsWhatUsesAFifthOfAProcessorForLong() {
    pool.admit(instance).release();
    for (int i = 0; i < 10; i++) {
      checksAfter(200, 40);
    }
    assertThat(disposed).containsExactly("i1 RESTLESS");
  }
}
