package dev.hearth.host.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Assignment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One processor, and a function of which two instances are warm and idle. */
class QuickCallsSchedulingTest {

  private static final FunctionVersion HELLO = Versions.of("hello").version();
  private static final Duration QUICK = Duration.ofNanos(200_000);

  private final SchedulerBench bench = new SchedulerBench(SchedulerBench.oneProcessor());

  @AfterEach
  void stop() {
    bench.close();
  }

  @BeforeEach
  void warmTwo() {
    submit();
    submit();
    bench.sandbox.startFirst(1_000);
    bench.sandbox.startFirst(1_000);
  }

  private void submit() {
    bench.scheduler.submit(bench.calls.of(HELLO));
  }

  private void computeAll(Duration each) {
    for (FakeInstance instance : bench.sandbox.busy()) {
      compute(instance, each);
    }
  }

  private void compute(FakeInstance instance, Duration duration) {
    Assignment call = instance.take();
    var _ = call.begin(() -> new Usage(duration.toNanos(), 0));
    bench.time.advance(duration);
    call.answered(Calls.ok(), Usage.NONE);
    call.finished();
  }

  @Test
  void aQuickCallWaitsForTheOneThatRunsInsteadOfWakingAnotherInstance() {
    computeAll(QUICK);
    submit();
    submit();
    List<FakeInstance> busy = bench.sandbox.busy();
    assertThat(busy).hasSize(1);
    assertThat(bench.scheduler.waiting()).isEqualTo(1);
    compute(busy.getFirst(), QUICK);
    assertThat(bench.scheduler.waiting()).isZero();
    assertThat(bench.sandbox.busy()).isEqualTo(busy);
  }

  @Test
  void callsThatAreNotQuickRunSideBySide() {
    computeAll(Duration.ofMillis(3));
    submit();
    submit();
    assertThat(bench.sandbox.busy()).hasSize(2);
  }

  @Test
  @Timeout(20)
  void whenTheOneThatRunsIsNotOverInAMomentTheOtherIsPlaced() throws InterruptedException {
    computeAll(QUICK);
    submit();
    submit();
    bench.time.advance(Duration.ofMillis(5));
    while (bench.sandbox.busy().size() < 2) {
      Thread.sleep(1);
    }
    assertThat(bench.scheduler.waiting()).isZero();
  }

  @Test
  void aWaitForAMomentTurnsNobodyAway() {
    computeAll(QUICK);
    for (int i = 0; i < 40; i++) {
      submit();
      assertThat(bench.scheduler.refuse(HELLO)).isEmpty();
    }
    bench.finish();
    assertThat(bench.calls.outcomes()).hasSize(42).containsOnly("success");
  }
}
