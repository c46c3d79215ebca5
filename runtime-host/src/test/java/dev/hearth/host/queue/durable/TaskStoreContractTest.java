package dev.hearth.host.queue.durable;

import static dev.hearth.host.fixture.Tasks.describe;
import static dev.hearth.host.fixture.Tasks.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link TaskStore} promises; each driver has a subclass. */
public abstract class TaskStoreContractTest extends TaskSettlementContract {

  @Test
  void queuedTasksEndWhenTheirTimeIsOver() {
    NewTask first = accepted(tasks.expiring("one", Duration.ofSeconds(5)));
    NewTask second = accepted(tasks.expiring("two", Duration.ofSeconds(5)));
    accepted(tasks.expiring("one", Duration.ofSeconds(7)));
    NewTask running = accepted(tasks.expiring("three", Duration.ofSeconds(5)));
    leased(running);
    Instant later = NOW.plusSeconds(6);
    assertThat(store.expire(5, NOW.plusSeconds(5))).isEmpty();
    List<InvocationId> ended = new ArrayList<>(store.expire(1, later));
    assertThat(ended).hasSize(1);
    ended.addAll(store.expire(5, later));
    assertThat(ended).containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(record(first).state()).isEqualTo(TaskState.EXPIRED);
    assertThat(record(first).endedAt()).contains(later);
    assertThat(record(running).state()).isEqualTo(TaskState.RUNNING);
    assertThat(store.expire(5, later)).isEmpty();
  }

  @Test
  void tasksAreListedTheNewestFirstPageByPage() {
    List<InvocationId> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      expected.addFirst(accepted(tasks.call(i % 2 == 0 ? "one" : "two")).id());
    }
    List<TaskRecord> first = store.list(new TaskQuery("", Set.of(), "", 2));
    assertThat(listed(first)).isEqualTo(expected.subList(0, 2));
    String last = first.getLast().task().id().value();
    assertThat(listed(store.list(new TaskQuery("", Set.of(), last, 10))))
        .isEqualTo(expected.subList(2, 5));
    assertThat(listed(store.list(new TaskQuery("two", Set.of(), "", 10))))
        .containsExactly(expected.get(1), expected.get(3));
    assertThat(store.list(new TaskQuery("three", Set.of(), "", 10))).isEmpty();
  }

  @Test
  void tasksAreListedByState() {
    NewTask queued = accepted(tasks.later("one", Duration.ofSeconds(5)));
    NewTask done = success(tasks.call("one"));
    NewTask dead = deadLetter(tasks.call("one"));
    NewTask otherDead = deadLetter(tasks.call("two"));
    NewTask running = accepted(tasks.ordered("one", "k"));
    leased(running);
    NewTask behind = accepted(tasks.ordered("one", "k"));
    assertThat(listed(store.list(new TaskQuery("", Set.of(TaskState.QUEUED), "", 9))))
        .containsExactly(behind.id(), queued.id());
    Set<TaskState> ended = Set.of(TaskState.SUCCEEDED, TaskState.DEAD_LETTERED);
    assertThat(listed(store.list(new TaskQuery("", ended, "", 9))))
        .containsExactly(otherDead.id(), dead.id(), done.id());
    assertThat(listed(store.list(new TaskQuery("one", ended, "", 9))))
        .containsExactly(dead.id(), done.id());
    assertThat(listed(store.list(new TaskQuery("one", ended, dead.id().value(), 9))))
        .containsExactly(done.id());
    assertThat(store.list(new TaskQuery("", Set.of(TaskState.RUNNING), "", 9)))
        .extracting(TaskRecord::state)
        .containsExactly(TaskState.RUNNING);
    assertThat(listed(store.list(new TaskQuery("one", Set.of(), "", 9)))).hasSize(5);
  }

  @Test
  void onlyWhatIsQueuedIsCalledOff() {
    assertThat(store.cancel(tasks.id(), NOW)).isEmpty();
    NewTask queued = accepted(tasks.call("one"));
    assertThat(store.cancel(queued.id(), NOW)).contains(TaskState.CANCELLED);
    assertThat(record(queued).endedAt()).contains(NOW);
    assertThat(store.cancel(queued.id(), NOW.plusSeconds(1))).contains(TaskState.CANCELLED);
    assertThat(record(queued).endedAt()).contains(NOW);
    NewTask running = accepted(tasks.call("one"));
    LeasedTask leased = leased(running);
    assertThat(store.cancel(running.id(), NOW)).contains(TaskState.RUNNING);
    settle(leased, new Settlement.Succeeded(result(200)));
    assertThat(store.cancel(running.id(), NOW)).contains(TaskState.SUCCEEDED);
  }

  @Test
  void aDeadLetterIsQueuedOnceMore() {
    NewTask dead = deadLetter(tasks.call("one"));
    Instant now = NOW.plusSeconds(100);
    assertThat(store.redrive(dead.id(), "7", now, now.plusSeconds(60))).isTrue();
    TaskRecord record = record(dead);
    assertThat(record.state()).isEqualTo(TaskState.QUEUED);
    assertThat(record.attempts()).isZero();
    assertThat(record.endedAt()).isEmpty();
    assertThat(record.failures()).containsExactly(tasks.failure(1));
    assertThat(record.task().target()).isEqualTo(new Target(ONE, "7"));
    assertThat(record.task().terms())
        .isEqualTo(new NewTask.Terms(now, now, now.plusSeconds(60), false, ""));
    assertThat(store.redrive(dead.id(), "", now, now)).isFalse();
    LeasedTask again = lease(ONE, 1, now).getFirst();
    assertThat(again.attempt()).isEqualTo(1);
    assertThat(again.task().input().body().text()).isEqualTo("body for one");
  }

  @Test
  void onlyDeadLettersAreRedrivenOrPurged() {
    NewTask queued = accepted(tasks.later("one", Duration.ofSeconds(1)));
    NewTask done = success(tasks.call("one"));
    for (InvocationId id : List.of(queued.id(), done.id(), tasks.id())) {
      assertThat(store.redrive(id, "", NOW, NOW.plusSeconds(9))).isFalse();
      assertThat(store.purge(id, NOW)).isFalse();
    }
    assertThat(record(done).state()).isEqualTo(TaskState.SUCCEEDED);
    NewTask expired = accepted(tasks.expiring("two", Duration.ofSeconds(5)));
    store.expire(5, NOW.plusSeconds(6));
    assertThat(store.redrive(expired.id(), "", NOW, NOW.plusSeconds(9))).isTrue();
    assertThat(record(expired).state()).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void aPurgedDeadLetterIsAFailedTaskWithoutInput() {
    NewTask dead = deadLetter(tasks.call("one"));
    Instant later = NOW.plusSeconds(5);
    assertThat(store.purge(dead.id(), later)).isTrue();
    assertThat(record(dead).state()).isEqualTo(TaskState.FAILED);
    assertThat(record(dead).changedAt()).isEqualTo(later);
    assertThat(record(dead).task().input())
        .isEqualTo(new Input.Http("", "", "", List.of(), Payload.empty()));
    assertThat(record(dead).failures()).hasSize(1);
    assertThat(store.purge(dead.id(), later)).isFalse();
    assertThat(store.redrive(dead.id(), "", NOW, NOW.plusSeconds(9))).isFalse();
  }

  @Test
  void purgingOneTaskOfAnEventLeavesTheOthersTheirInput() {
    Happened happened = tasks.happened("e-1");
    NewTask first = tasks.of("one", happened);
    NewTask second = tasks.of("two", happened);
    store
        .accept(
            new Arrival(
                List.of(first, second), Optional.of(happened), Optional.empty(), Optional.empty()))
        .join();
    settle(leased(first), new Settlement.DeadLettered(tasks.failure(1), Optional.empty()));
    assertThat(store.purge(first.id(), NOW)).isTrue();
    assertThat(record(first).task().input()).isInstanceOf(Input.Http.class);
    assertThat(describe(leased(second).task())).isEqualTo(describe(second));
  }

  @Test
  void whatHasEndedIsForgottenButDeadLettersAreNot() {
    NewTask done = success(tasks.call("one"));
    NewTask dead = deadLetter(tasks.call("one"));
    NewTask purged = deadLetter(tasks.call("one"));
    store.purge(purged.id(), NOW);
    NewTask cancelled = accepted(tasks.call("one"));
    store.cancel(cancelled.id(), NOW);
    NewTask expired = accepted(tasks.expiring("one", Duration.ofSeconds(-1)));
    store.expire(5, NOW);
    NewTask queued = accepted(tasks.call("one"));
    assertThat(store.forget(NOW, NOW, 10)).isZero();
    Instant later = NOW.plusNanos(1);
    assertThat(store.forget(later, NOW, 2)).isEqualTo(2);
    assertThat(store.forget(later, NOW, 2)).isEqualTo(1);
    assertThat(store.forget(later, NOW, 2)).isZero();
    assertThat(Stream.of(done, purged, cancelled).map(t -> store.find(t.id())))
        .containsOnly(Optional.empty());
    assertThat(Stream.of(dead, expired, queued).map(t -> record(t).task().id()))
        .containsExactly(dead.id(), expired.id(), queued.id());
  }

  @Test
  void anEventIsKeptWhileATaskNeedsIt() {
    Happened happened = tasks.happened("e-1");
    NewTask first = tasks.of("one", happened);
    NewTask second = tasks.of("two", happened);
    store
        .accept(
            new Arrival(
                List.of(first, second), Optional.of(happened), Optional.empty(), Optional.empty()))
        .join();
    settle(leased(first), new Settlement.Succeeded(result(200)));
    assertThat(store.forget(NOW.plusSeconds(1), NOW.plusSeconds(1), 10)).isEqualTo(1);
    assertThat(describe(leased(second).task())).isEqualTo(describe(second));
  }

  @Test
  void keysAreForgottenAtTheirEnd() {
    store.accept(Arrival.of(tasks.call("one"), tasks.once("k", "p"))).join();
    Instant keyEnds = NOW.plus(Duration.ofDays(1));
    store.forget(NOW, keyEnds.minusNanos(1), 10);
    assertThat(store.accept(Arrival.of(tasks.call("one"), tasks.once("k", "p"))).join())
        .isInstanceOf(Acceptance.Repeated.class);
    store.forget(NOW, keyEnds, 10);
    assertThat(store.accept(Arrival.of(tasks.call("one"), tasks.once("k", "p"))).join())
        .isInstanceOf(Acceptance.Accepted.class);
  }
}
