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

/** The pool learns how a function is called, and keeps its instances accordingly. */
class KeepAliveInPoolTest {

  private static final FunctionVersion HELLO = Versions.of("hello").version();
  private static final FunctionVersion OTHER = Versions.of("other").version();
  private static final FunctionVersion OWN =
      Versions.of("own").keepAlive(Duration.ofMinutes(30)).version();
  private static final Duration STEP = Duration.ofSeconds(5);

  private final ManualTime time = new ManualTime();
  private final ManualExecutor housekeeping = new ManualExecutor(time);
  private final List<String> left = new ArrayList<>();
  private WarmPool pool = pool(KeepAlivePolicy.Kind.ADAPTIVE);
  private long made;

  private WarmPool pool(KeepAlivePolicy.Kind kind) {
    return new WarmPool(
        new PoolConfig(Duration.ofMinutes(10), ByteSize.mebibytes(1), kind),
        (instance, reason) -> left.add(instance.version().id().function() + " " + reason),
        housekeeping,
        time.source());
  }

  @AfterEach
  void stop() {
    housekeeping.shutdownNow();
  }

  /** True if the call was cold. */
  private boolean call(FunctionVersion version) {
    var warm = pool.lease(version.revision());
    warm.orElseGet(() -> pool.admit(new FakeInstance(++made, version, 1024))).release();
    housekeeping.runDue();
    return warm.isEmpty();
  }

  private void pass(Duration duration) {
    for (Duration passed = Duration.ZERO;
        passed.compareTo(duration) < 0;
        passed = passed.plus(STEP)) {
      time.advance(STEP);
      housekeeping.runDue();
    }
  }

  private int coldOf(int calls, FunctionVersion version, Duration pause) {
    int cold = 0;
    for (int i = 0; i < calls; i++) {
      cold += call(version) ? 1 : 0;
      pass(pause);
    }
    return cold;
  }

  @Test
  void anInstanceThatIsCalledOnceInTwoHoursLeavesSoon() {
    coldOf(5, HELLO, Duration.ofHours(2));
    call(HELLO);
    pass(Duration.ofMinutes(1));
    assertThat(pool.live()).isZero();
  }

  @Test
  void anInstanceOfAnUnknownFunctionStaysForTheStandard() {
    call(HELLO);
    pass(Duration.ofMinutes(9));
    assertThat(pool.live()).isEqualTo(1);
    pass(Duration.ofMinutes(2));
    assertThat(pool.live()).isZero();
  }

  @Test
  void callsWithinTheStandardFindAnInstance() {
    assertThat(coldOf(4, HELLO, Duration.ofMinutes(8))).isEqualTo(1);
    assertThat(call(HELLO)).as("cold").isFalse();
    for (int i = 0; i < 30; i++) {
      for (int minute = 0; minute < 8; minute++) {
        pass(Duration.ofMinutes(1));
        startExpected();
      }
      assertThat(call(HELLO)).as("cold").isFalse();
    }
  }

  @Test
  void theManifestsKeepAliveWins() {
    coldOf(5, OWN, Duration.ofHours(2));
    call(OWN);
    pass(Duration.ofMinutes(29));
    assertThat(pool.live()).isEqualTo(1);
    pass(Duration.ofMinutes(2));
    assertThat(pool.live()).isZero();
  }

  @Test
  void theFixedPolicyLearnsNothing() {
    pool = pool(KeepAlivePolicy.Kind.FIXED);
    coldOf(5, HELLO, Duration.ofHours(2));
    call(HELLO);
    pass(Duration.ofMinutes(9));
    assertThat(pool.live()).isEqualTo(1);
    assertThat(pool.preWarmNow()).isEmpty();
  }

  @Test
  void whatIsKnownOutlastsAVersionButNotTheFunction() {
    coldOf(5, HELLO, Duration.ofHours(2));
    pool.flush(HELLO.revision(), EvictionReason.RETIRED);
    FunctionVersion next = Versions.of("hello").number(2).version();
    call(next);
    pass(Duration.ofMinutes(1));
    assertThat(pool.live()).isZero();
    pool.forget(HELLO.id().function());
    call(next);
    pass(Duration.ofMinutes(9));
    assertThat(pool.live()).isEqualTo(1);
  }

  private void learnHalfHours() {
    coldOf(12, HELLO, Duration.ofMinutes(30));
    assertThat(pool.live()).isZero();
    pass(Duration.ofHours(2));
    assertThat(pool.preWarmNow()).as("nothing came of the last plan").isEmpty();
    call(HELLO);
    pass(Duration.ofMinutes(20));
    assertThat(pool.live()).isZero();
    assertThat(pool.preWarmNow()).isEmpty();
    pass(Duration.ofMinutes(9));
  }

  /** As the host does. */
  private void startExpected() {
    pool.preWarmNow()
        .forEach(version -> {
          pool.admit(new FakeInstance(++made, version, 1024)).release();
          pool.preWarmed(version);
        });
  }

  @Test
  void aVersionWhoseCallIsExpectedIsNamedOnce() {
    learnHalfHours();
    assertThat(pool.preWarmNow()).containsExactly(HELLO);
    assertThat(pool.preWarmNow()).isEmpty();
  }

  @Test
  void anInstanceStartedBeforeItsCallServesItAndMakesWayAgain() {
    learnHalfHours();
    pool.preWarmNow()
        .forEach(version -> {
          pool.admit(new FakeInstance(++made, version, 1024)).release();
          pool.preWarmed(version);
        });
    pass(Duration.ofMinutes(2));
    assertThat(call(HELLO)).as("cold").isFalse();
    pass(Duration.ofMinutes(5));
    assertThat(pool.live()).isZero();
    pass(Duration.ofMinutes(23));
    assertThat(pool.preWarmNow()).containsExactly(HELLO);
  }

  @Test
  void anInstanceStartedBeforeACallThatDoesNotComeLeaves() {
    learnHalfHours();
    pool.preWarmNow()
        .forEach(version -> {
          pool.admit(new FakeInstance(++made, version, 1024)).release();
          pool.preWarmed(version);
        });
    pass(Duration.ofMinutes(20));
    assertThat(pool.live()).isZero();
    assertThat(pool.preWarmNow()).isEmpty();
  }

  @Test
  void aCallThatComesEarlyMakesThePlanVoid() {
    learnHalfHours();
    call(HELLO);
    pass(Duration.ofMinutes(3));
    assertThat(pool.preWarmNow()).isEmpty();
  }

  @Test
  void aVersionThatIsRetiredIsNotStarted() {
    learnHalfHours();
    pool.flush(HELLO.revision(), EvictionReason.RETIRED);
    assertThat(pool.preWarmNow()).isEmpty();
  }

  @Test
  void whoIsExpectedLastMakesRoomFirst() {
    pool = pool(KeepAlivePolicy.Kind.FIXED);
    for (int i = 0; i < 20; i++) {
      call(HELLO);
      if (i % 4 == 0) {
        call(OTHER);
      }
      pass(Duration.ofMinutes(1));
    }
    call(HELLO);
    pass(Duration.ofSeconds(5));
    call(OTHER);
    assertThat(pool.evictColdest()).isTrue();
    assertThat(left).as("called every four minutes, though last").containsExactly("other PRESSURE");
  }
}
