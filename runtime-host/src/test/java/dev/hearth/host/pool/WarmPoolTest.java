package dev.hearth.host.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.ManualExecutor;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.registry.FunctionVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmPoolTest {

  private static final FunctionVersion HELLO = Versions.of("hello").version();
  private static final FunctionVersion PINNED = Versions.of("pinned").calls(1, 100, 1).version();
  private static final FunctionVersion SHARED = Versions.of("shared").calls(2, 100, 0).version();
  private static final long KIB = 1024;

  private final ManualTime time = new ManualTime();
  private final ManualExecutor housekeeping = new ManualExecutor(time);
  private final List<String> left = new ArrayList<>();
  private final WarmPool pool =
      new WarmPool(
          new PoolConfig(Duration.ofMinutes(10), ByteSize.kibibytes(100)),
          (instance, reason) -> left.add(instance.id() + " " + reason),
          housekeeping,
          time.source());
  private long made;

  @AfterEach
  void stop() {
    housekeeping.shutdownNow();
  }

  private Lease admit(FunctionVersion version) {
    return admit(version, KIB);
  }

  private Lease admit(FunctionVersion version, long bytes) {
    return pool.admit(new FakeInstance(++made, version, bytes));
  }

  private void pass(Duration duration) {
    time.advance(duration);
    housekeeping.runDue();
  }

  private void expectCounts(int live, int idle, long bytes) {
    assertThat(List.<Object>of(pool.live(), pool.idle(), pool.bytes()))
        .as("live, idle, bytes")
        .containsExactly(live, idle, bytes);
  }

  @Test
  void givesTheSameInstanceAgain() {
    Lease first = admit(HELLO);
    expectCounts(1, 0, KIB);
    assertThat(pool.lease(HELLO.revision())).isEmpty();
    first.release();
    expectCounts(1, 1, KIB);
    Lease second = pool.lease(HELLO.revision()).orElseThrow();
    assertThat(second.instance()).isSameAs(first.instance());
    assertThat(second.reusable()).isTrue();
    expectCounts(1, 0, KIB);
    assertThat(pool.live(HELLO.revision())).isEqualTo(1);
    assertThat(pool.live(SHARED.revision())).isZero();
  }

  @Test
  void takesTheMostRecentlyUsedFirst() {
    Lease first = admit(HELLO);
    Lease second = admit(HELLO);
    second.release();
    first.release();
    assertThat(pool.lease(HELLO.revision()).orElseThrow().instance()).isSameAs(first.instance());
  }

  @Test
  void aPlaceIsGivenBackOnce() {
    Lease first = admit(SHARED);
    Lease second = pool.lease(SHARED.revision()).orElseThrow();
    first.release();
    first.release();
    first.discard(EvictionReason.CONDEMNED);
    expectCounts(1, 0, KIB);
    second.release();
    expectCounts(1, 1, KIB);
    assertThat(left).isEmpty();
  }

  @Test
  void aSharedInstanceHasAsManyPlacesAsItsManifestSays() {
    Lease first = admit(SHARED);
    assertThat(pool.hasRoom(SHARED.revision())).isTrue();
    Lease second = pool.lease(SHARED.revision()).orElseThrow();
    assertThat(pool.hasRoom(SHARED.revision())).isFalse();
    first.discard(EvictionReason.CONDEMNED);
    assertThat(left).as("the other call still runs").isEmpty();
    assertThat(pool.hasRoom(SHARED.revision())).isFalse();
    assertThat(second.reusable()).isFalse();
    second.release();
    assertThat(left).containsExactly("i1 RETIRED");
    expectCounts(0, 0, 0);
  }

  @Test
  void anIdleInstanceLeavesAfterItsKeepAlive() {
    admit(HELLO).release();
    pass(Duration.ofMinutes(9));
    assertThat(left).isEmpty();
    pass(Duration.ofMinutes(3));
    assertThat(left).containsExactly("i1 IDLE");
    expectCounts(0, 0, 0);
    assertThat(pool.lease(HELLO.revision())).isEmpty();
  }

  @Test
  void eachCallBeginsTheKeepAliveAnew() {
    admit(HELLO).release();
    for (int i = 0; i < 5; i++) {
      pass(Duration.ofMinutes(9));
      pool.lease(HELLO.revision()).orElseThrow().release();
    }
    assertThat(left).isEmpty();
  }

  @Test
  void theManifestsOwnKeepAliveCounts() {
    admit(Versions.of("brief").keepAlive(Duration.ofSeconds(5)).version()).release();
    admit(HELLO).release();
    pass(Duration.ofSeconds(20));
    assertThat(left).containsExactly("i1 IDLE");
  }

  @Test
  void aBusyInstanceOutlastsItsKeepAlive() {
    admit(HELLO).release();
    Lease busy = pool.lease(HELLO.revision()).orElseThrow();
    pass(Duration.ofHours(1));
    assertThat(left).isEmpty();
    busy.release();
    housekeeping.runDue();
    expectCounts(1, 1, KIB);
    pass(Duration.ofMinutes(9));
    assertThat(left).as("the keep-alive begins with the end of the call").isEmpty();
    pass(Duration.ofMinutes(3));
    assertThat(left).containsExactly("i1 IDLE");
  }

  @Test
  void aCallLongerThanTheKeepAliveBeginsItAnewEvenBeforeHousekeepingRan() {
    admit(HELLO).release();
    Lease busy = pool.lease(HELLO.revision()).orElseThrow();
    time.advance(Duration.ofHours(1));
    busy.release();
    housekeeping.runDue();
    assertThat(left).isEmpty();
    expectCounts(1, 1, KIB);
  }

  @Test
  void pinnedInstancesStayWhateverTheTimeAndTheSize() {
    admit(PINNED, 90 * KIB).release();
    Lease second = admit(PINNED, KIB);
    second.release();
    pass(Duration.ofDays(30));
    assertThat(left).containsExactly("i2 IDLE");
    assertThat(pool.evictColdest()).isFalse();
    for (int i = 0; i < 300; i++) {
      admit(HELLO, 10 * KIB).release();
    }
    housekeeping.runDue();
    assertThat(left).doesNotContain("i1 PRESSURE");
    assertThat(pool.live(PINNED.revision())).isEqualTo(1);
  }

  @Test
  void idleInstancesLeaveWhenAllTogetherTakeTooMuch() {
    for (int i = 0; i < 30; i++) {
      admit(HELLO, 10 * KIB).release();
      housekeeping.runDue();
    }
    assertThat(left).isNotEmpty().allMatch(text -> text.endsWith(" PRESSURE"));
    assertThat(pool.bytes()).isLessThanOrEqualTo(100 * KIB);
    assertThat(pool.live()).isEqualTo(30 - left.size()).isEqualTo(pool.idle());
  }

  @Test
  void busyInstancesNeverLeaveForTheirSize() {
    List<Lease> busy = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      admit(HELLO, 10 * KIB).release();
      busy.add(pool.lease(HELLO.revision()).orElseThrow());
      housekeeping.runDue();
    }
    assertThat(left).isEmpty();
    expectCounts(30, 0, 300 * KIB);
    busy.forEach(Lease::release);
    housekeeping.runDue();
    assertThat(pool.bytes()).isLessThanOrEqualTo(100 * KIB);
  }

  @Test
  void theColdestLeavesFirst() {
    List<Lease> leases = List.of(admit(HELLO), admit(SHARED), admit(HELLO), admit(PINNED));
    for (int i : new int[] {2, 3, 0, 1}) {
      leases.get(i).release();
      pass(Duration.ofSeconds(10));
    }
    while (pool.evictColdest()) {}
    assertThat(left).containsExactly("i3 PRESSURE", "i1 PRESSURE", "i2 PRESSURE");
    expectCounts(1, 1, KIB);
  }

  @Test
  void findsAnIdleOneBehindManyBusyOnes() {
    for (int i = 0; i < 40; i++) {
      admit(HELLO).release();
      var _ = pool.lease(HELLO.revision()).orElseThrow();
      pass(Duration.ofSeconds(10));
    }
    admit(SHARED).release();
    assertThat(pool.evictColdest()).isTrue();
    assertThat(left).containsExactly("i41 PRESSURE");
    assertThat(pool.evictColdest()).isFalse();
  }

  @Test
  void aRetiredVersionLeavesAtOnceWhereIdleAndAfterItsCallWhereBusy() {
    Lease busy = admit(HELLO);
    admit(HELLO).release();
    admit(SHARED).release();
    pool.flush(HELLO.revision(), EvictionReason.RETIRED);
    assertThat(left).containsExactly("i2 RETIRED");
    assertThat(busy.reusable()).isFalse();
    assertThat(pool.lease(HELLO.revision())).isEmpty();
    busy.release();
    assertThat(left).containsExactly("i2 RETIRED", "i1 RETIRED");
    expectCounts(1, 1, KIB);
  }

  @Test
  void aRetiredSharedInstanceTakesNoFurtherCall() {
    Lease busy = admit(SHARED);
    pool.flush(SHARED.revision(), EvictionReason.RETIRED);
    assertThat(pool.hasRoom(SHARED.revision())).isFalse();
    assertThat(pool.lease(SHARED.revision())).isEmpty();
    busy.release();
    assertThat(left).containsExactly("i1 RETIRED");
  }

  @Test
  void givesEverythingUpWhenTheHostEnds() {
    Lease busy = admit(HELLO);
    admit(SHARED).release();
    admit(PINNED).release();
    pool.close();
    assertThat(left).containsExactlyInAnyOrder("i2 SHUTDOWN", "i3 SHUTDOWN");
    busy.discard(EvictionReason.CONDEMNED);
    assertThat(left).contains("i1 CONDEMNED");
    expectCounts(0, 0, 0);
  }
}
