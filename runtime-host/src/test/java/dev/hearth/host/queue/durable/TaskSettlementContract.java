package dev.hearth.host.queue.durable;

import static dev.hearth.host.fixture.Tasks.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a {@link TaskStore} promises of how tasks end. */
abstract class TaskSettlementContract extends TaskLeaseContract {

  @Test
  void successEndsATaskWithItsResult() throws Exception {
    NewTask task = accepted(tasks.call("one"));
    LeasedTask leased = leased(task);
    Instant later = NOW.plusSeconds(1);
    assertThat(store.settle(leased.lease(), new Settlement.Succeeded(result(207)), later).join())
        .isTrue();
    restart();
    TaskRecord record = record(task);
    assertThat(record.state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(record.endedAt()).contains(later);
    assertThat(record.changedAt()).isEqualTo(later);
    assertThat(record.attempts()).isEqualTo(1);
    Result kept = record.result().orElseThrow();
    assertThat(kept.status()).isEqualTo(207);
    assertThat(kept.headers()).isEqualTo(result(207).headers());
    assertThat(kept.body().text()).isEqualTo("answer 207");
    assertThat(lease(ONE, 1, NOW.plusSeconds(5))).isEmpty();
  }

  @Test
  void aFailureIsKeptAndTheTaskWaitsForItsNextAttempt() throws Exception {
    NewTask task = accepted(tasks.call("one"));
    Instant later = NOW.plusSeconds(10);
    settle(leased(task), new Settlement.Again(later, tasks.failure(1)));
    restart();
    assertThat(record(task).state()).isEqualTo(TaskState.QUEUED);
    assertThat(record(task).failures()).containsExactly(tasks.failure(1));
    assertThat(record(task).endedAt()).isEmpty();
    assertThat(lease(ONE, 1, NOW.plusSeconds(9))).isEmpty();
    assertThat(lease(ONE, 1, later).getFirst().attempt()).isEqualTo(2);
  }

  @Test
  void anAttemptThatDidNotRunIsNotUsedUp() {
    NewTask task = accepted(tasks.call("one"));
    settle(leased(task), new Settlement.Again(NOW, tasks.early(0)));
    assertThat(record(task).attempts()).isZero();
    assertThat(leased(task).attempt()).isEqualTo(1);
  }

  @Test
  void theLastTenFailuresAreKeptTheNewestLast() {
    NewTask task = accepted(tasks.call("one"));
    for (int i = 1; i <= 13; i++) {
      settle(leased(task), new Settlement.Again(NOW, tasks.failure(i)));
    }
    assertThat(record(task).failures())
        .extracting(Failure::attempt)
        .containsExactly(4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
    assertThat(record(task).attempts()).isEqualTo(13);
  }

  @Test
  void everyFinalSettlementEndsTheTask() {
    Optional<Result> answer = Optional.of(result(404));
    NewTask dead = accepted(tasks.call("one"));
    settle(leased(dead), new Settlement.DeadLettered(tasks.failure(1), answer));
    NewTask expired = accepted(tasks.call("one"));
    settle(leased(expired), new Settlement.Expired(tasks.early(0)));
    NewTask cancelled = accepted(tasks.call("one"));
    settle(leased(cancelled), new Settlement.Cancelled(tasks.failure(1)));
    NewTask failed = accepted(tasks.call("one"));
    settle(leased(failed), new Settlement.Failed(tasks.failure(1), answer));

    assertThat(Stream.of(dead, expired, cancelled).map(t -> record(t).state()))
        .containsExactly(TaskState.DEAD_LETTERED, TaskState.EXPIRED, TaskState.CANCELLED);
    assertThat(Stream.of(dead, expired, cancelled).map(t -> record(t).attempts()))
        .containsExactly(1, 0, 1);
    assertThat(Stream.of(dead, expired, cancelled).map(t -> record(t).endedAt().orElseThrow()))
        .containsOnly(NOW);
    assertThat(record(dead).result().orElseThrow().status()).isEqualTo(404);
    assertThat(record(failed).state()).isEqualTo(TaskState.FAILED);
    assertThat(record(failed).result().orElseThrow().status()).isEqualTo(404);
    assertThat(store.purge(failed.id(), NOW)).as("it is no dead letter").isFalse();
    assertThat(store.redrive(failed.id(), "", NOW, NOW.plusSeconds(9))).isFalse();
    assertThat(record(expired).failures()).containsExactly(tasks.early(0));
    assertThat(lease(ONE, 5, NOW)).isEmpty();
  }

  @Test
  void aStaleLeaseSettlesNothing() throws Exception {
    NewTask task = accepted(tasks.call("one"));
    LeasedTask stale = leased(task);
    restart();
    LeasedTask taken = store.takeOver(1, NOW, LEASE).getFirst();
    assertThat(store.settle(stale.lease(), new Settlement.Succeeded(result(200)), NOW).join())
        .isFalse();
    assertThat(store.settle(stale.lease(), new Settlement.Forgotten(), NOW).join()).isFalse();
    assertThat(record(task).state()).isEqualTo(TaskState.RUNNING);
    assertThat(record(task).result()).isEmpty();
    settle(taken, new Settlement.Succeeded(result(200)));
    assertThat(store.settle(taken.lease(), new Settlement.Cancelled(tasks.early(0)), NOW).join())
        .isFalse();
    assertThat(record(task).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(record(task).failures()).isEmpty();
  }

  @Test
  void aForgottenTaskIsAsIfItHadNeverCome() {
    NewTask task = tasks.call("one");
    store.accept(Arrival.of(task, tasks.once("k", "p"))).join();
    settle(leased(task), new Settlement.Forgotten());
    assertThat(store.find(task.id())).isEmpty();
    assertThat(store.due()).isEmpty();
    NewTask anew = tasks.call("one");
    assertThat(store.accept(Arrival.of(anew, tasks.once("k", "q"))).join())
        .isEqualTo(new Acceptance.Accepted(List.of(anew.id()), List.of()));
  }
}
