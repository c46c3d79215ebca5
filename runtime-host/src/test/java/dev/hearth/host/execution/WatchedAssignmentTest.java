package dev.hearth.host.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.ManualExecutor;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.pool.Lease;
import dev.hearth.host.pool.PoolConfig;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Assignment;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchedAssignmentTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final FunctionVersion PATIENT =
      Versions.of("patient").timeouts(HOUR, HOUR, HOUR).version();
  private static final FunctionVersion HASTY =
      Versions.of("hasty").timeouts(HOUR, HOUR, MILLISECOND).version();

  private final ManualTime time = new ManualTime();
  private final Calls calls = new Calls(time.source());
  private final Watchdog watchdog = new Watchdog(time.source());
  private final ManualExecutor housekeeping = new ManualExecutor(time);
  private final List<String> endings = new CopyOnWriteArrayList<>();
  private final WarmPool pool =
      new WarmPool(
          new PoolConfig(HOUR, ByteSize.mebibytes(1)), (_, _) -> {}, housekeeping, time.source());
  private long made;

  @AfterEach
  void stop() {
    watchdog.close();
    housekeeping.shutdownNow();
  }

  private final class Ear implements InvocationExecutor.Ending {
    @Override
    public boolean isMeasured() {
      return true;
    }

    @Override
    public void madeWay() {
      endings.add("made way");
    }

    @Override
    public void free(Lease lease, long runNanos, Optional<Ran> ran) {
      endings.add("free after " + ran.map(Ran::wallNanos).orElse(runNanos));
    }

    @Override
    public void condemned(Lease lease, long runNanos, Optional<Ran> ran) {
      endings.add("condemned");
    }

    @Override
    public void abandoned(Lease lease, long runNanos, Optional<Ran> ran) {
      endings.add("abandoned");
    }
  }

  private FakeInstance run(FunctionVersion version) {
    FakeInstance instance = new FakeInstance(++made, version, 1);
    new InvocationExecutor(watchdog, time.source())
        .run(calls.of(version), pool.admit(instance), new Ear());
    return instance;
  }

  private static void awaitAbort(FakeInstance instance) throws InterruptedException {
    while (instance.aborted().isEmpty()) {
      Thread.sleep(1);
    }
  }

  private void awaitEnd() throws InterruptedException {
    while (calls.ended().isEmpty()) {
      Thread.sleep(1);
    }
  }

  @Test
  void aCallThatEndsInTimeFreesItsInstance() {
    FakeInstance instance = run(PATIENT);
    Assignment assignment = instance.take();
    assertThat(assignment.begin(instance.meter())).isEqualTo(time.source().now().plus(HOUR));
    time.advance(Duration.ofNanos(7));
    assignment.answered(Calls.ok(), new Usage(1, 1));
    assignment.finished();
    assertThat(calls.outcomes()).containsExactly("success");
    assertThat(endings).containsExactly("free after 7");
    assertThat(instance.aborted()).isEmpty();
  }

  @Test
  void aCallThatTakesTooLongIsEndedAndItsInstanceCondemned() throws InterruptedException {
    FakeInstance instance = run(HASTY);
    Assignment assignment = instance.take();
    var _ = assignment.begin(instance.meter());
    time.advance(MILLISECOND);
    awaitAbort(instance);
    awaitEnd();
    assertThat(instance.aborted()).containsExactly(assignment);
    assertThat(calls.outcomes()).containsExactly("run-timeout");
    assertThat(endings).as("its thread has not left it yet").isEmpty();
    assignment.answered(Calls.ok(), Usage.NONE);
    assignment.finished();
    assertThat(calls.outcomes()).as("only the first outcome counts").containsExactly("run-timeout");
    assertThat(endings).containsExactly("condemned");
  }

  @Test
  void workAfterTheResponseThatTakesTooLongCondemnsTheInstanceOnly() throws InterruptedException {
    FakeInstance instance = run(HASTY);
    Assignment assignment = instance.take();
    var _ = assignment.begin(instance.meter());
    assignment.answered(Calls.ok(), Usage.NONE);
    time.advance(MILLISECOND);
    awaitAbort(instance);
    assignment.finished();
    assertThat(calls.ended()).hasSize(1);
    assertThat(endings).containsExactly("condemned");
  }

  @Test
  void aCallThatHasUsedAProcessorForLongMakesWayAndOneThatWaitsDoesNot()
      throws InterruptedException {
    FakeInstance waits = run(PATIENT);
    FakeInstance works = run(PATIENT);
    works.uses(new Usage(10_000_000, 0));
    var _ = waits.take().begin(waits.meter());
    Assignment working = works.take();
    var _ = working.begin(works.meter());
    time.advance(Duration.ofMillis(10));
    while (works.madeWay().isEmpty()) {
      Thread.sleep(1);
    }
    assertThat(works.madeWay()).containsExactly(working);
    assertThat(waits.madeWay()).isEmpty();
  }

  private FakeInstance run(Duration left) {
    FakeInstance instance = new FakeInstance(++made, PATIENT, 1);
    Lineage lineage = new Lineage(0, time.source().now().plus(left));
    new InvocationExecutor(watchdog, time.source())
        .run(calls.of(PATIENT, lineage), pool.admit(instance), new Ear());
    return instance;
  }

  @Test
  void whoeverCallsMayWaitLessLongThanTheFunctionMayRun() throws InterruptedException {
    FakeInstance instance = run(MILLISECOND);
    Assignment assignment = instance.take();
    assertThat(assignment.begin(instance.meter())).isEqualTo(time.source().now().plus(MILLISECOND));
    time.advance(MILLISECOND);
    awaitAbort(instance);
    awaitEnd();
    assertThat(calls.outcomes()).containsExactly("run-timeout");
  }

  @Test
  void aCallWhoseDeadlineHasPassedIsNotBegunAndHarmsNoInstance() throws InterruptedException {
    FakeInstance instance = run(Duration.ZERO);
    while (endings.isEmpty()) {
      Thread.sleep(1);
    }
    assertThat(endings).containsExactly("free after 0");
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(instance::take);
    assertThat(calls.outcomes()).containsExactly("queue-timeout");
  }

  /** The two race on purpose: whoever wins, there is one outcome and one ending, and they agree. */
  @Test
  void timeoutAgainstFinishIsDecidedOnce() {
    try (Watchdog awake = new Watchdog(ManualTime.real())) {
      InvocationExecutor executor = new InvocationExecutor(awake, time.source());
      for (int i = 0; i < 300; i++) {
        FakeInstance instance = new FakeInstance(++made, HASTY, 1);
        executor.run(calls.of(HASTY), pool.admit(instance), new Ear());
        finishAboutWhenItIsDue(instance);
        assertThat(calls.ended()).hasSizeLessThanOrEqualTo(i + 1);
        assertThat(endings).hasSize(i + 1);
        if (endings.getLast().startsWith("free")) {
          assertThat(calls.outcomes().getLast()).isEqualTo("success");
          assertThat(instance.aborted()).isEmpty();
        }
      }
    }
  }

  private static void finishAboutWhenItIsDue(FakeInstance instance) {
    Assignment assignment = instance.take();
    var _ = assignment.begin(instance.meter());
    long until = System.nanoTime() + 900_000 + ThreadLocalRandom.current().nextLong(200_000);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assignment.finished();
    assignment.answered(Calls.ok(), Usage.NONE);
  }

  private static final Outcome.Failed GONE = new Outcome.Failed(Reason.CANCELLED, "gone");

  @Test
  void aCallThatIsCancelledIsInterruptedAndItsInstanceFreedWhenItEnds() {
    FakeInstance instance = new FakeInstance(++made, PATIENT, 1);
    Call call = calls.of(PATIENT);
    new InvocationExecutor(watchdog, time.source()).run(call, pool.admit(instance), new Ear());
    Assignment assignment = instance.take();
    var _ = assignment.begin(instance.meter());
    assertThat(assignment.isCancelled()).isFalse();
    call.cancel(GONE);
    call.cancel(GONE);
    assertThat(assignment.isCancelled()).isTrue();
    assertThat(instance.interrupted()).containsExactly(assignment);
    assertThat(calls.outcomes()).isEmpty();
    assignment.answered(Calls.ok(), Usage.NONE);
    assignment.finished();
    assertThat(calls.outcomes()).containsExactly("cancelled");
    assertThat(endings).containsExactly("free after 0");
    assertThat(instance.aborted()).isEmpty();
  }

  @Test
  void aCallThatIsCancelledAndDoesNotEndIsEndedWithoutBlame() throws InterruptedException {
    FakeInstance instance = new FakeInstance(++made, PATIENT, 1);
    Call call = calls.of(PATIENT);
    new InvocationExecutor(watchdog, time.source()).run(call, pool.admit(instance), new Ear());
    Assignment assignment = instance.take();
    var _ = assignment.begin(instance.meter());
    call.cancel(GONE);
    awaitAbort(instance);
    assignment.finished();
    assertThat(endings).containsExactly("abandoned");
    while (calls.outcomes().isEmpty()) {
      Thread.sleep(1);
    }
    assertThat(calls.outcomes()).containsExactly("cancelled");
  }

  @Test
  void aCallThatIsCancelledBeforeItRunsNeedNotBegin() {
    FakeInstance instance = new FakeInstance(++made, PATIENT, 1);
    Call call = calls.of(PATIENT);
    new InvocationExecutor(watchdog, time.source()).run(call, pool.admit(instance), new Ear());
    call.cancel(GONE);
    assertThat(calls.outcomes()).containsExactly("cancelled");
    Assignment assignment = instance.take();
    var _ = assignment.begin(instance.meter());
    assertThat(assignment.isCancelled()).isTrue();
    assertThat(instance.interrupted()).isEmpty();
    assignment.answered(Calls.ok(), Usage.NONE);
    assignment.finished();
    assertThat(calls.outcomes()).containsExactly("cancelled");
    assertThat(endings).containsExactly("free after 0");
  }
}
