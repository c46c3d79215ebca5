package dev.hearth.host.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.registry.Priority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several functions on a host that has room for a few calls at a time. */
class SharingTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private SchedulerBench bench = new SchedulerBench(SchedulerBench.room(2));

  @AfterEach
  void stop() {
    bench.close();
  }

  private static Versions patient(String name) {
    return Versions.of(name).timeouts(DAY, DAY, DAY);
  }

  private void submit(FunctionVersion version, int count) {
    for (int i = 0; i < count; i++) {
      Call call = bench.calls.of(version);
      bench.scheduler.submit(call);
    }
    startAll();
  }

  private void startAll() {
    while (!bench.sandbox.starting().isEmpty()) {
      bench.sandbox.startFirst(1);
    }
  }

  private List<String> running() {
    return bench.sandbox.busy().stream()
        .map(instance -> instance.version().id().function().value())
        .sorted()
        .toList();
  }

  /** Serves the call of the first busy instance in a second; starts what is started for others. */
  private void serveOne() {
    bench.serveFor(bench.sandbox.busy().getFirst(), SECOND);
    startAll();
  }

  private long ended(String function) {
    return bench.calls.ended().stream()
        .filter(record -> record.invocation().version().id().function().value().equals(function))
        .count();
  }

  @Test
  void noMoreRunThanThereIsRoomFor() {
    submit(patient("a").version(), 10);
    assertThat(running()).hasSize(2);
    assertThat(bench.scheduler.waiting()).isEqualTo(8);
    bench.finish();
    assertThat(bench.calls.outcomes()).hasSize(10).containsOnly("success");
  }

  @Test
  void whoComesLaterWithLittleDoesNotWaitForAllOfWhoCameFirst() {
    submit(patient("many").version(), 40);
    submit(patient("few").version(), 4);
    for (int i = 0; i < 12; i++) {
      serveOne();
    }
    long runs = running().stream().filter("few"::equals).count();
    assertThat(ended("few") + runs).isEqualTo(4);
  }

  @Test
  void weightsDivideWhatThereIs() {
    submit(patient("three").weight(3).version(), 60);
    submit(patient("one").version(), 60);
    for (int i = 0; i < 40; i++) {
      serveOne();
    }
    assertThat(ended("three")).isBetween(27L, 33L);
  }

  @Test
  void priorityDecidesWhoGoesFirstAmongEquals() {
    submit(patient("holds").version(), 2);
    submit(patient("low").priority(Priority.LOW).version(), 1);
    submit(patient("high").priority(Priority.HIGH).version(), 1);
    serveOne();
    assertThat(running()).containsExactly("high", "holds");
  }

  @Test
  void backgroundWorkNeverHoldsTheRoomOfInteractiveCalls() {
    submit(patient("work").lane(Lane.BACKGROUND).version(), 10);
    submit(patient("long").lane(Lane.LONG).version(), 10);
    assertThat(running()).containsExactly("long", "work");
    submit(patient("page").version(), 3);
    assertThat(running()).containsExactly("long", "page", "page", "work");
  }

  @Test
  void aFunctionsLimitHoldsForItsVersionsTogether() {
    submit(patient("f").calls(1, 1, 0).version(), 1);
    submit(patient("f").calls(1, 1, 0).number(2).version(), 1);
    assertThat(running()).containsExactly("f");
    serveOne();
    assertThat(running()).containsExactly("f");
    bench.finish();
    assertThat(bench.calls.outcomes()).containsExactly("success", "success");
  }

  @Test
  void aCallThatComputesForLongLeavesItsRoomToOthers() throws InterruptedException {
    bench.close();
    bench = new SchedulerBench(SchedulerBench.oneProcessor());
    submit(patient("long").version(), 16);
    submit(patient("short").version(), 1);
    assertThat(running()).doesNotContain("short");
    FakeInstance first = bench.sandbox.busy().getFirst();
    bench.computeForLong(first);
    startAll();
    assertThat(running()).contains("short");
  }

  @Test
  void aCallWhoseTurnWouldComeTooLateIsTurnedAwayBeforeItsBodyIsRead() {
    FunctionVersion hasty =
        Versions.of("hasty").timeouts(Duration.ofSeconds(5), DAY, DAY).version();
    submit(hasty, 1);
    bench.serveFor(bench.sandbox.busy().getFirst(), Duration.ofSeconds(4));
    submit(hasty, 3);
    assertThat(bench.scheduler.refuse(hasty)).isEmpty();
    submit(hasty, 1);
    Outcome.Failed refused = bench.scheduler.refuse(hasty).orElseThrow();
    assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(refused.detail()).contains("hasty@1").contains("timeout.queue");
    assertThat(refused.retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(bench.scheduler.rejections().count(Placement.REJECT_LATE)).isEqualTo(1);
    submit(hasty, 1);
    assertThat(bench.calls.outcomes()).containsExactly("success", "overloaded");
  }

  @Test
  void whereTheFunctionsOwnLimitIsInTheWayTheCallerIsThrottled() {
    FunctionVersion single =
        Versions.of("single").calls(1, 1, 0).timeouts(Duration.ofSeconds(5), DAY, DAY).version();
    submit(single, 1);
    bench.serveFor(bench.sandbox.busy().getFirst(), Duration.ofSeconds(4));
    submit(single, 3);
    assertThat(bench.calls.outcomes()).containsExactly("success", "throttled");
  }

  @Test
  void aLoadThatGoesOnIsTurnedAwayAndWhatWaitsIsServedInTime() {
    FunctionVersion busy = patient("busy").version();
    submit(busy, 1);
    bench.serveFor(bench.sandbox.busy().getFirst(), Duration.ofMillis(20));
    bench.time.advance(Duration.ofSeconds(10)); // before that a version is not judged
    for (int i = 0; i < 400; i++) {
      submit(busy, 1);
      bench.time.advance(Duration.ofMillis(1));
      if (i % 10 == 9) {
        bench.serveFor(bench.sandbox.busy().getFirst(), Duration.ofMillis(10));
      }
    }
    List<String> outcomes = bench.calls.outcomes();
    assertThat(outcomes).contains("overloaded").doesNotContain("queue-timeout");
    assertThat(bench.scheduler.waiting()).isLessThan(30);
    bench.finish();
  }

  @Test
  void theStatusShowsWhatRunsAndWhatWaits() {
    submit(patient("a").version(), 5);
    SchedulerStatus status = bench.scheduler.status();
    assertThat(status.lanes().getFirst().running()).isEqualTo(2);
    assertThat(status.lanes().getFirst().waiting()).isEqualTo(3);
    assertThat(status.lines())
        .containsExactly(new SchedulerStatus.LineStatus("a@1", Lane.INTERACTIVE, 3, 2, false));
    bench.finish();
    assertThat(bench.scheduler.status().lanes())
        .allSatisfy(lane -> {
          assertThat(lane.running()).isZero();
          assertThat(lane.waiting()).isZero();
          assertThat(lane.promised().bytes()).isZero();
        });
  }
}
