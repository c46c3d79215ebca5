package dev.hearth.host.queue.durable;

import static dev.hearth.host.fixture.Tasks.describe;
import static dev.hearth.host.fixture.Tasks.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.registry.FunctionName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a {@link TaskStore} promises of leases, and of the order of tasks. */
abstract class TaskLeaseContract extends TaskAcceptanceContract {

  @Test
  void whatWaitsIsCountedByFunction() throws Exception {
    assertThat(store.due()).isEmpty();
    assertThat(store.earliest(ONE)).isEqualTo(Instant.MAX);
    NewTask running = accepted(tasks.call("one"));
    leased(running);
    accepted(tasks.later("one", Duration.ofSeconds(20)));
    accepted(tasks.later("one", Duration.ofSeconds(10)));
    success(tasks.call("two"));
    accepted(tasks.call("three"));
    leased(accepted(tasks.call("four")));
    restart();
    assertThat(store.due())
        .containsExactlyInAnyOrder(
            new Due(ONE, 3, NOW.plusSeconds(10)),
            new Due(new FunctionName("three"), 1, NOW),
            new Due(new FunctionName("four"), 1, Instant.MAX));
    assertThat(store.earliest(ONE)).isEqualTo(NOW.plusSeconds(10));
    assertThat(store.earliest(TWO)).isEqualTo(Instant.MAX);
  }

  @Test
  void thoseThatWereDueFirstAreLeasedFirst() {
    NewTask third = accepted(tasks.later("one", Duration.ofSeconds(30)));
    NewTask second = accepted(tasks.later("one", Duration.ofSeconds(20)));
    NewTask first = accepted(tasks.later("one", Duration.ofSeconds(10)));
    accepted(tasks.call("two"));
    assertThat(lease(ONE, 5, NOW.plusSeconds(9))).isEmpty();
    assertThat(ids(lease(ONE, 2, NOW.plusSeconds(30)))).containsExactly(first.id(), second.id());
    assertThat(ids(lease(ONE, 2, NOW.plusSeconds(30)))).containsExactly(third.id());
    assertThat(lease(ONE, 2, NOW.plusSeconds(30))).isEmpty();
  }

  @Test
  void noAttemptBeginsAfterItsTimeIsOver() {
    NewTask task = accepted(tasks.expiring("one", Duration.ofSeconds(5)));
    assertThat(lease(ONE, 1, NOW.plusSeconds(6))).isEmpty();
    assertThat(ids(lease(ONE, 1, NOW.plusSeconds(5)))).containsExactly(task.id());
  }

  @Test
  void theAttemptIsDurableBeforeTheTaskIsGivenOut() throws Exception {
    NewTask task = accepted(tasks.call("one"));
    LeasedTask first = leased(task);
    assertThat(first.attempt()).isEqualTo(1);
    assertThat(describe(first.task())).isEqualTo(describe(task));
    restart();
    assertThat(record(task).attempts()).isEqualTo(1);
    assertThat(record(task).state()).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void eachLeaseHasAGreaterEpochAndAttempt() {
    NewTask task = accepted(tasks.call("one"));
    LeasedTask first = leased(task);
    settle(first, new Settlement.Again(NOW, tasks.failure(1)));
    LeasedTask second = leased(task);
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.lease().epoch()).isGreaterThan(first.lease().epoch());
  }

  @Test
  void aLeaseIsMadeLongerByItsHolderOnly() {
    NewTask task = accepted(tasks.call("one"));
    LeasedTask held = leased(task);
    assertThat(store.extend(held.lease(), NOW.plusSeconds(600))).isTrue();
    assertThat(store.takeOver(1, NOW.plusSeconds(599), LEASE)).isEmpty();
    LeasedTask taken = store.takeOver(1, NOW.plusSeconds(601), LEASE).getFirst();
    assertThat(store.extend(held.lease(), NOW.plusSeconds(900))).isFalse();
    settle(taken, new Settlement.Succeeded(result(200)));
    assertThat(store.extend(taken.lease(), NOW.plusSeconds(900))).isFalse();
  }

  @Test
  void tasksOfOneKeyRunOneAfterTheOtherAsAccepted() {
    NewTask first = accepted(tasks.ordered("one", "k"));
    NewTask second = accepted(tasks.ordered("one", "k"));
    NewTask other = accepted(tasks.ordered("one", "l"));
    NewTask free = accepted(tasks.call("one"));
    List<LeasedTask> leased = lease(ONE, 5, NOW);
    assertThat(ids(leased)).containsExactlyInAnyOrder(first.id(), other.id(), free.id());
    assertThat(lease(ONE, 5, NOW)).isEmpty();
    assertThat(store.earliest(ONE)).isEqualTo(Instant.MAX);
    LeasedTask head =
        leased.stream().filter(l -> l.task().id().equals(first.id())).findFirst().orElseThrow();
    settle(head, new Settlement.Succeeded(result(200)));
    assertThat(store.earliest(ONE)).isEqualTo(NOW);
    assertThat(ids(lease(ONE, 5, NOW))).containsExactly(second.id());
  }

  @Test
  void aTaskThatIsTriedAgainKeepsItsPlace() throws Exception {
    NewTask first = accepted(tasks.ordered("one", "k"));
    NewTask second = accepted(tasks.ordered("one", "k"));
    Instant later = NOW.plusSeconds(10);
    settle(leased(first), new Settlement.Again(later, tasks.failure(1)));
    restart();
    assertThat(lease(ONE, 5, NOW)).isEmpty();
    assertThat(store.earliest(ONE)).isEqualTo(later);
    List<LeasedTask> again = lease(ONE, 5, later);
    assertThat(ids(again)).containsExactly(first.id());
    settle(again.getFirst(), new Settlement.DeadLettered(tasks.failure(2), Optional.empty()));
    assertThat(ids(lease(ONE, 5, later))).containsExactly(second.id());
  }

  @Test
  void aTaskThatLeavesTheOrderLetsTheNextGoOn() {
    NewTask cancelled = accepted(tasks.ordered("one", "k"));
    NewTask expired =
        accepted(
            Tasks.with(
                tasks.expiring("one", Duration.ofSeconds(1)),
                t ->
                    new NewTask.Terms(
                        t.acceptedAt(), t.dueAt(), t.expiresAt(), t.repeatable(), "k")));
    NewTask forgotten = accepted(tasks.ordered("one", "k"));
    NewTask last = accepted(tasks.ordered("one", "k"));
    store.cancel(cancelled.id(), NOW);
    assertThat(store.expire(5, NOW.plusSeconds(2))).containsExactly(expired.id());
    settle(leased(forgotten), new Settlement.Forgotten());
    assertThat(ids(lease(ONE, 5, NOW))).containsExactly(last.id());
  }

  @Test
  void orderIsKeptWithinAFunctionOnly() {
    leased(accepted(tasks.ordered("one", "k")));
    NewTask other = accepted(tasks.ordered("two", "k"));
    assertThat(ids(lease(TWO, 1, NOW))).containsExactly(other.id());
  }

  @Test
  void aRedrivenTaskHasItsOldPlaceButWaitsForTheOneThatRuns() {
    NewTask dead = deadLetter(tasks.ordered("one", "k"));
    NewTask second = accepted(tasks.ordered("one", "k"));
    NewTask third = accepted(tasks.ordered("one", "k"));
    LeasedTask running = leased(second);
    store.redrive(dead.id(), "", NOW, NOW.plusSeconds(60));
    assertThat(lease(ONE, 5, NOW)).isEmpty();
    settle(running, new Settlement.Succeeded(result(200)));
    List<LeasedTask> next = lease(ONE, 5, NOW);
    assertThat(ids(next)).containsExactly(dead.id());
    settle(next.getFirst(), new Settlement.Succeeded(result(200)));
    assertThat(ids(lease(ONE, 5, NOW))).containsExactly(third.id());
  }

  @Test
  void anOrderNeverHasTwoRunningWhateverHappens() {
    Set<InvocationId> left = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      left.add(accepted(tasks.ordered("one", "k")).id());
    }
    List<InvocationId> order = new ArrayList<>();
    for (int i = 0; !left.isEmpty(); i++) {
      List<LeasedTask> leased = lease(ONE, 5, NOW);
      assertThat(leased).hasSize(1);
      if (i % 2 == 0) {
        settle(leased.getFirst(), new Settlement.Again(NOW, tasks.early(0)));
      } else {
        settle(leased.getFirst(), new Settlement.Succeeded(result(200)));
        order.add(leased.getFirst().task().id());
        left.remove(leased.getFirst().task().id());
      }
    }
    assertThat(order).isSortedAccordingTo((a, b) -> a.value().compareTo(b.value()));
  }

  @Test
  void whatAnotherProcessHadLeasedIsTakenOverAtOnce() throws Exception {
    NewTask task = accepted(tasks.call("one"));
    LeasedTask before = leased(task);
    assertThat(store.takeOver(5, NOW, LEASE)).isEmpty();
    restart();
    LeasedTask taken = store.takeOver(5, NOW, LEASE).getFirst();
    assertThat(describe(taken.task())).isEqualTo(describe(task));
    assertThat(taken.attempt()).isEqualTo(1);
    assertThat(taken.lease().epoch()).isGreaterThan(before.lease().epoch());
    assertThat(store.takeOver(5, NOW, LEASE)).isEmpty();
  }

  @Test
  void whatIsLeasedAnewAfterARestartIsNotAbandoned() throws Exception {
    NewTask old = accepted(tasks.call("one"));
    leased(old);
    restart();
    leased(accepted(tasks.call("two")));
    assertThat(ids(store.takeOver(5, NOW, LEASE))).containsExactly(old.id());
    restart();
    assertThat(store.takeOver(5, NOW, LEASE)).hasSize(2);
  }

  @Test
  void noMoreIsTakenOverThanIsWanted() throws Exception {
    for (int i = 0; i < 3; i++) {
      leased(accepted(tasks.call("one")));
    }
    restart();
    assertThat(store.takeOver(2, NOW, LEASE)).hasSize(2);
    assertThat(store.takeOver(2, NOW, LEASE)).hasSize(1);
  }

  @Test
  void aLeaseThatIsOverIsTakenOver() {
    NewTask task = accepted(tasks.call("one"));
    leased(task);
    assertThat(store.takeOver(5, NOW.plus(LEASE), LEASE)).isEmpty();
    assertThat(ids(store.takeOver(5, NOW.plus(LEASE).plusNanos(1), LEASE)))
        .containsExactly(task.id());
  }
}
