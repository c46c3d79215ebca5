package dev.hearth.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.BackgroundVersions;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.Happened;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundQueueTest {

  private static final FunctionName ONE = new FunctionName("one");

  private final WorkerBench bench = new WorkerBench().begin();

  @AfterEach
  void close() {
    bench.close();
  }

  private Acceptance accept(Arrival arrival) {
    Acceptance acceptance = bench.queue.accept(arrival).join();
    bench.thread.runDue();
    return acceptance;
  }

  @Test
  void aFullBacklogRefusesWithTheLimitAndGoesOnWhenATaskHasEnded() {
    bench.deploy(BackgroundVersions.of("one").withBacklog(3));
    InvocationId first = bench.accept("one");
    bench.accept("one");
    bench.accept("one");
    NewTask tooMany = bench.tasks.call("one");
    assertThat(accept(Arrival.of(tooMany)))
        .isInstanceOfSatisfying(
            Acceptance.Refused.class,
            refused -> {
              assertThat(refused.why().reason()).isEqualTo(Reason.THROTTLED);
              assertThat(refused.why().retryAfterSeconds()).isPositive();
              assertThat(refused.why().detail())
                  .contains("of one ")
                  .contains("may be: 3;")
                  .contains("tasks.max-backlog");
            });
    assertThat(bench.store.find(tooMany.id())).as("nothing of it is stored").isEmpty();

    bench.answer(bench.runningOf(first), 200);
    assertThat(accept(Arrival.of(tooMany))).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void aBacklogOfZeroTakesNothing() {
    bench.deploy(BackgroundVersions.of("one").withBacklog(0));
    assertThat(accept(Arrival.of(bench.tasks.call("one")))).isInstanceOf(Acceptance.Refused.class);
  }

  @Test
  void theHostsLimitHoldsWhereTheManifestSaysNothing() {
    bench.deploy(BackgroundVersions.of("one"));
    bench.enable("one", false);
    for (int i = 0; i < WorkerBench.MAX_BACKLOG; i++) {
      bench.accept("one");
    }
    assertThat(accept(Arrival.of(bench.tasks.call("one")))).isInstanceOf(Acceptance.Refused.class);
  }

  @Test
  void anEventIsTakenInForAllItsFunctionsOrForNone() {
    bench.deploy(BackgroundVersions.of("one"));
    bench.deploy(BackgroundVersions.of("full").withBacklog(1));
    bench.enable("full", false);
    bench.accept("full");
    Happened happened = bench.tasks.happened("e1");
    Arrival event =
        new Arrival(
            List.of(bench.tasks.of("one", happened), bench.tasks.of("full", happened)),
            Optional.of(happened),
            Optional.empty(),
            Optional.empty());
    assertThat(accept(event)).isInstanceOf(Acceptance.Refused.class);
    assertThat(bench.started).isEmpty();
    assertThat(bench.backlog.of(ONE)).isZero();
  }

  @Test
  void aRepetitionTakesNoRoom() {
    bench.deploy(BackgroundVersions.of("one").withBacklog(2));
    bench.enable("one", false);
    NewTask task = bench.tasks.call("one");
    accept(Arrival.of(task, bench.tasks.once("key", "digest")));
    for (int i = 0; i < 5; i++) {
      NewTask again = bench.tasks.call("one");
      assertThat(accept(Arrival.of(again, bench.tasks.once("key", "digest"))))
          .isEqualTo(new Acceptance.Repeated(List.of(task.id())));
      assertThat(accept(Arrival.of(again, bench.tasks.once("key", "other"))))
          .isInstanceOf(Acceptance.Mismatched.class);
    }
    assertThat(bench.backlog.of(ONE)).isEqualTo(1);
  }

  @Test
  void aStoreThatFailsTakesNoRoomAndAcknowledgesNothing() {
    bench.deploy(BackgroundVersions.of("one").withBacklog(1));
    bench.store.fail("the disk is full");
    CompletableFuture<Acceptance> refused = bench.queue.accept(Arrival.of(bench.tasks.call("one")));
    assertThat(refused)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(StoreException.class);
    bench.store.mend();
    assertThat(accept(Arrival.of(bench.tasks.call("one")))).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void whatSomebodyRunsAtOnceWaitsInNoBacklog() {
    bench.deploy(BackgroundVersions.of("one").withBacklog(0));
    Arrival leased =
        new Arrival(
            List.of(bench.tasks.call("one")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(ManualTime.START.plusSeconds(60)));
    assertThat(accept(leased))
        .isInstanceOfSatisfying(
            Acceptance.Accepted.class, accepted -> assertThat(accepted.leases()).hasSize(1));
    assertThat(bench.started).isEmpty();
  }

  @Test
  void whatEndedElsewhereIsNoticed() {
    bench.deploy(BackgroundVersions.of("one").withBacklog(1));
    bench.enable("one", false);
    InvocationId id = bench.accept("one");
    assertThat(bench.store.cancel(id, ManualTime.START)).isPresent();
    bench.pass(Duration.ofSeconds(5));
    bench.pass(Duration.ofSeconds(5));
    assertThat(accept(Arrival.of(bench.tasks.call("one")))).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void manyThreadsNeverMakeMoreRoomThanThereIs() throws InterruptedException {
    Backlog backlog = new Backlog();
    AtomicInteger taken = new AtomicInteger();
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(i ->
                Thread.ofPlatform()
                    .start(() -> {
                      for (int n = 0; n < 500; n++) {
                        reserve(backlog, taken, n % 3 == i % 3);
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(taken.get()).isEqualTo(100);
    assertThat(backlog.of(ONE)).isEqualTo(100);
  }

  private static void reserve(Backlog backlog, AtomicInteger taken, boolean keep) {
    Map<FunctionName, Integer> one = Map.of(ONE, 1);
    if (backlog.reserve(one, _ -> 100).isPresent()) {
      return;
    }
    if (keep) {
      backlog.stored(one);
      taken.incrementAndGet();
    } else {
      backlog.givenBack(one);
    }
  }
}
