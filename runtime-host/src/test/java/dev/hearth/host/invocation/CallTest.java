package dev.hearth.host.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.registry.FunctionVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CallTest {

  private static final FunctionVersion HELLO = Versions.of("hello").version();

  private final ManualTime time = new ManualTime();
  private final Calls calls = new Calls(time.source());

  @Test
  void splitsItsTimeIntoItsParts() {
    Call call = calls.of(HELLO);
    time.advance(Duration.ofNanos(5));
    call.placed();
    time.advance(Duration.ofNanos(7));
    call.coldStarted(new ColdStart(3, 4));
    call.runs();
    time.advance(Duration.ofNanos(11));
    assertThat(call.runNanos()).isEqualTo(11);
    assertThat(call.end(Calls.ok(), new Usage(1, 2))).isTrue();
    InvocationRecord record = calls.ended().getFirst();
    assertThat(record.timings().queueNanos()).isEqualTo(5);
    assertThat(record.timings().initNanos()).isEqualTo(7);
    assertThat(record.timings().runNanos()).isEqualTo(11);
    assertThat(record.timings().totalNanos()).isEqualTo(23);
    assertThat(record.cold()).isTrue();
    assertThat(record.usage()).isEqualTo(new Usage(1, 2));
  }

  @Test
  void aCallThatNeverGotAPlaceOnlyWaited() {
    Call call = calls.of(HELLO);
    time.advance(Duration.ofNanos(9));
    call.end(new Outcome.Failed(Reason.QUEUE_TIMEOUT, "x"), Usage.NONE);
    Timings timings = calls.ended().getFirst().timings();
    assertThat(timings.queueNanos()).isEqualTo(9);
    assertThat(timings.runNanos()).isZero();
    assertThat(timings.coldStart()).isEmpty();
    assertThat(timings.initNanos()).isZero();
  }

  @Test
  void aCallThatNobodyWaitsForIsEndedUnlessItRuns() {
    Call waits = calls.of(HELLO);
    assertThat(waits.abandon()).isTrue();
    assertThat(waits.hasEnded()).isTrue();
    Call runs = calls.of(HELLO);
    runs.placed();
    runs.runs();
    assertThat(runs.abandon()).isFalse();
    assertThat(runs.expire()).isFalse();
    assertThat(runs.hasEnded()).isFalse();
    assertThat(calls.outcomes()).containsExactly("cancelled");
  }

  @Test
  void aDeadlineThatPassesSaysWhatItPassedIn() {
    assertThat(calls.of(HELLO).expire()).isTrue();
    Call starts = calls.of(HELLO);
    starts.placed();
    assertThat(starts.expire()).isTrue();
    assertThat(starts.expire()).isFalse();
    assertThat(calls.outcomes()).containsExactly("queue-timeout", "init-timeout");
  }

  @Test
  void tellsWhetherTheFunctionHasBegun() {
    Call call = calls.of(HELLO);
    call.placed();
    assertThat(call.hasRun()).isFalse();
    call.runs();
    assertThat(call.hasRun()).isTrue();
  }

  @Test
  void onlyTheFirstEndingCounts() {
    Call call = calls.of(HELLO);
    assertThat(call.hasEnded()).isFalse();
    assertThat(call.end(Calls.ok(), Usage.NONE)).isTrue();
    assertThat(call.end(new Outcome.Failed(Reason.RUN_TIMEOUT, "x"), Usage.NONE)).isFalse();
    assertThat(call.hasEnded()).isTrue();
    assertThat(calls.outcomes()).containsExactly("success");
  }

  @Test
  void endsExactlyOnceWhenManyTry() throws Exception {
    int threads = 4;
    CyclicBarrier together = new CyclicBarrier(threads);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int round = 0; round < 500; round++) {
        Call call = calls.of(HELLO);
        Callable<Boolean> end =
            () -> {
              together.await();
              return call.end(Calls.ok(), Usage.NONE);
            };
        int winners = 0;
        for (Future<Boolean> won : pool.invokeAll(List.of(end, end, end, end))) {
          winners += won.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
      }
    }
    assertThat(calls.ended()).hasSize(500);
  }
}
