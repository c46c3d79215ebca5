package dev.hearth.host.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.registry.FunctionVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SchedulerTest {

  private static final FunctionVersion HELLO = Versions.of("hello").version();
  private static final FunctionVersion PATIENT =
      Versions.of("patient")
          .timeouts(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1))
          .version();
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private SchedulerBench bench = new SchedulerBench(SchedulerBench.config(20, 50, 4));

  @AfterEach
  void stop() {
    bench.close();
  }

  private void use(SchedulerConfig config) {
    bench.close();
    bench = new SchedulerBench(config);
  }

  private List<Call> submit(FunctionVersion version, int count) {
    List<Call> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Call call = bench.calls.of(version);
      made.add(call);
      bench.scheduler.submit(call);
    }
    return made;
  }

  private List<String> endedIds() {
    return bench.calls.ended().stream().map(r -> r.invocation().id().value()).toList();
  }

  @Test
  void theFirstCallIsColdAndTheNextIsWarm() {
    submit(HELLO, 1);
    FakeInstance instance = bench.sandbox.startFirst(1_000);
    instance.serve();
    submit(HELLO, 1);
    instance.serve();
    assertThat(bench.calls.ended()).extracting(InvocationRecord::cold).containsExactly(true, false);
    assertThat(bench.sandbox.started()).hasSize(1);
  }

  @Test
  void aLimitOfTheFunctionReplacesThatOfItsVersionsAtOnce() {
    bench.scheduler.limit(HELLO.id().function(), OptionalInt.of(0));
    submit(HELLO, 1);
    assertThat(bench.calls.outcomes()).containsExactly("throttled");
    bench.scheduler.limit(HELLO.id().function(), OptionalInt.of(1));
    submit(HELLO, 2);
    assertThat(bench.sandbox.starting()).hasSize(1);
    assertThat(bench.scheduler.waiting()).isEqualTo(1);
    bench.scheduler.limit(HELLO.id().function(), OptionalInt.empty());
    assertThat(bench.sandbox.starting()).hasSize(2);
    bench.sandbox.startFirst(1_000);
    bench.sandbox.startFirst(1_000);
    bench.serveAll();
    assertThat(bench.calls.outcomes()).containsExactly("throttled", "success", "success");
  }

  @Test
  void aBurstStartsOnlySoManyInstancesAtATime() {
    submit(HELLO, 30);
    assertThat(bench.sandbox.starting()).hasSize(4);
    assertThat(bench.scheduler.waiting()).isEqualTo(26);
    while (!bench.sandbox.starting().isEmpty()) {
      bench.sandbox.startFirst(1_000);
      assertThat(bench.sandbox.starting()).hasSizeLessThanOrEqualTo(4);
    }
    assertThat(bench.pool.live()).isEqualTo(20);
    bench.serveAll();
    assertThat(bench.calls.outcomes()).hasSize(30).containsOnly("success");
    assertThat(bench.scheduler.waiting()).isZero();
  }

  @Test
  void waitingCallsAreServedInTheirOrder() {
    FunctionVersion one = Versions.of("one").calls(1, 1, 0).version();
    submit(one, 20);
    bench.sandbox.startFirst(1_000);
    bench.serveAll();
    assertThat(endedIds()).isEqualTo(bench.numbers(1, 20));
    assertThat(bench.sandbox.started()).hasSize(1);
  }

  @Test
  void callsOfAnInstanceThatDoesNotStartEndWithTheReason() {
    submit(HELLO, 6);
    for (int i = 0; i < 6; i++) {
      bench.sandbox.failFirst();
    }
    assertThat(bench.calls.outcomes()).hasSize(6).containsOnly("init-failed");
    assertThat(bench.sandbox.starting()).isEmpty();
    submit(HELLO, 1);
    bench.sandbox.startFirst(1).serve();
    assertThat(bench.calls.outcomes().getLast()).isEqualTo("success");
  }

  @Test
  void oneCallTooManyIsTurnedAway() {
    use(SchedulerBench.config(20, 3, 1));
    submit(HELLO, 5);
    assertThat(bench.calls.outcomes()).containsExactly("throttled");
    assertThat(endedIds()).containsExactly("5");
  }

  @Test
  void aFunctionThatIsSwitchedOffTurnsEverythingAway() {
    submit(Versions.of("off").calls(1, 0, 0).version(), 2);
    assertThat(bench.calls.outcomes()).containsExactly("throttled", "throttled");
    assertThat(bench.sandbox.starting()).isEmpty();
  }

  @Test
  void aCallThatWaitsTooLongEndsAndLosesItsTurn() throws InterruptedException {
    FunctionVersion hasty =
        Versions.of("hasty")
            .calls(1, 1, 0)
            .timeouts(Duration.ofMillis(20), Duration.ofHours(1), Duration.ofHours(1))
            .version();
    submit(hasty, 3);
    bench.awaitEnded(2);
    assertThat(bench.calls.outcomes()).containsExactly("queue-timeout", "queue-timeout");
    bench.sandbox.startFirst(1).serve();
    assertThat(bench.calls.outcomes().getLast()).isEqualTo("success");
    assertThat(bench.sandbox.busy()).isEmpty();
    assertThat(bench.scheduler.waiting()).isZero();
  }

  @Test
  void theHostNeverHasMoreInstancesThanItMay() {
    use(SchedulerBench.config(3, 50, 4));
    submit(HELLO, 10);
    assertThat(bench.sandbox.starting()).hasSize(3);
    while (!bench.sandbox.starting().isEmpty()) {
      bench.sandbox.startFirst(1);
    }
    assertThat(bench.pool.live()).isEqualTo(3);
    bench.serveAll();
    assertThat(bench.calls.outcomes()).hasSize(10).containsOnly("success");
  }

  @Test
  void theColdestIdleInstanceMakesRoomForAnotherFunction() {
    use(SchedulerBench.config(2, 50, 4));
    FunctionVersion a = Versions.of("a").version();
    FunctionVersion b = Versions.of("b").version();
    FunctionVersion c = Versions.of("c").version();
    for (FunctionVersion version : List.of(a, b, c)) {
      submit(version, 1);
      bench.sandbox.startFirst(1).serve();
      bench.time.advance(Duration.ofSeconds(5));
    }
    assertThat(bench.calls.outcomes()).containsExactly("success", "success", "success");
    assertThat(bench.left).containsExactly("a@1 PRESSURE");
    assertThat(bench.pool.live()).isEqualTo(2);
  }

  @Test
  void warmInstancesCountAgainstTheHostsLimit() {
    use(SchedulerBench.config(3, 50, 4));
    CompletableFuture<Integer> warm = bench.scheduler.warm(HELLO, 10);
    while (!bench.sandbox.starting().isEmpty()) {
      bench.sandbox.startFirst(1);
    }
    assertThat(warm).isCompletedWithValue(3);
    submit(Versions.of("other").version(), 10);
    while (!bench.sandbox.starting().isEmpty()) {
      bench.sandbox.startFirst(1);
      assertThat(bench.pool.live()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void warmingStartsOnlyWhatIsMissing() {
    submit(HELLO, 1);
    bench.sandbox.startFirst(1).serve();
    CompletableFuture<Integer> warm = bench.scheduler.warm(HELLO, 3);
    assertThat(bench.sandbox.starting()).hasSize(2);
    bench.sandbox.startFirst(1);
    bench.sandbox.startFirst(1);
    assertThat(warm).isCompletedWithValue(3);
    assertThat(bench.scheduler.warm(HELLO, 3)).isCompletedWithValue(3);
    assertThat(bench.sandbox.starting()).isEmpty();
  }

  @Test
  void warmingSaysWhyItFailed() {
    CompletableFuture<Integer> warm = bench.scheduler.warm(HELLO, 1);
    bench.sandbox.failFirst();
    assertThatThrownBy(warm::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(StartFailedException.class)
        .hasMessage("it does not start");
  }

  @Test
  void aWarmedInstanceServesWhoWaits() {
    use(SchedulerBench.config(20, 50, 1));
    submit(HELLO, 2);
    var _ = bench.scheduler.warm(HELLO, 2);
    bench.sandbox.startFirst(1);
    bench.sandbox.startFirst(1);
    bench.serveAll();
    assertThat(bench.calls.outcomes()).containsExactly("success", "success");
  }

  @Test
  void callsOfARetiredVersionStillEnd() {
    submit(HELLO, 10);
    bench.sandbox.startFirst(1);
    bench.pool.flush(HELLO.revision(), EvictionReason.RETIRED);
    bench.scheduler.forget(HELLO.revision());
    bench.finish();
    assertThat(bench.calls.outcomes()).hasSize(10).containsOnly("success");
    assertThat(bench.left).contains("hello@1 RETIRED");
  }

  /** With four in line a start would be worth its while, with three it is not. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void servingTheLineComesToAnEndWhileTheFirstHasToWaitOn() {
    submit(PATIENT, 1);
    FakeInstance first = bench.sandbox.startFirst(HOUR * 3 / 2);
    bench.serveFor(first, Duration.ofHours(1));
    submit(PATIENT, 5);
    assertThat(bench.sandbox.starting()).hasSize(1);
    assertThat(bench.scheduler.waiting()).isEqualTo(3);
    bench.sandbox.startFirst(HOUR * 3 / 2);
    assertThat(bench.scheduler.waiting()).isEqualTo(3);
    assertThat(bench.sandbox.starting()).isEmpty();
    bench.serveFor(first, Duration.ofHours(1));
    bench.serveFor(first, Duration.ofHours(1));
    bench.serveFor(first, Duration.ofHours(1));
    assertThat(endedIds()).containsExactly("1", "2", "3", "5");
    bench.finish();
    assertThat(bench.calls.outcomes()).hasSize(6).containsOnly("success");
  }
}
