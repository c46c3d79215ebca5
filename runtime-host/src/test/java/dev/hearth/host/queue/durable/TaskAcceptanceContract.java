package dev.hearth.host.queue.durable;

import static dev.hearth.host.fixture.Tasks.describe;
import static dev.hearth.host.fixture.Tasks.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a {@link TaskStore} promises of what it takes in. */
abstract class TaskAcceptanceContract extends TaskContract {

  @Test
  void aTaskIsFoundAsItWasAccepted() throws Exception {
    NewTask task = accepted(tasks.call("one"));
    restart();
    TaskRecord found = record(task);
    assertThat(describe(found.task())).isEqualTo(describe(task));
    assertThat(found.state()).isEqualTo(TaskState.QUEUED);
    assertThat(found.attempts()).isZero();
    assertThat(found.failures()).isEmpty();
    assertThat(found.result()).isEmpty();
    assertThat(found.changedAt()).isEqualTo(NOW);
    assertThat(found.endedAt()).isEmpty();
  }

  @Test
  void allTermsAreKept() throws Exception {
    NewTask plain = tasks.call("one");
    NewTask task =
        accepted(
            new NewTask(
                plain.id(),
                new Target(ONE, "blue"),
                new Origin(Origin.Kind.WEBHOOK, "one/github"),
                new Input.Http("PUT", "/", "", List.of(), Payload.empty()),
                0,
                List.of(),
                new NewTask.Terms(
                    NOW.plusNanos(123_456_789),
                    NOW.plusSeconds(5),
                    NOW.plusSeconds(9),
                    true,
                    "customer 7, \"ü\"")));
    restart();
    assertThat(describe(record(task).task())).isEqualTo(describe(task));
  }

  @Test
  void bytesAreKeptAsTheyAre() {
    byte[] bytes = new byte[70_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Input.Http http = Tasks.http("");
    NewTask task =
        accepted(
            tasks.task(
                "one",
                Origin.CALL,
                new Input.Http("POST", "/", "", http.headers(), Payload.wrap(bytes))));
    assertThat(record(task).task().input().body().array()).isEqualTo(bytes);
    assertThat(leased(task).task().input().body().array()).isEqualTo(bytes);
  }

  @Test
  void anEventIsATaskOfEachFunctionThatWantsIt() throws Exception {
    Happened happened = tasks.happened("e-1");
    NewTask first = tasks.of("one", happened);
    NewTask second = tasks.of("two", happened);
    Acceptance acceptance =
        store.accept(event(happened, List.of(first, second), Optional.empty())).join();
    assertThat(acceptance)
        .isEqualTo(new Acceptance.Accepted(List.of(first.id(), second.id()), List.of()));
    restart();
    assertThat(describe(record(first).task())).isEqualTo(describe(first));
    assertThat(describe(leased(second).task())).isEqualTo(describe(second));
  }

  @Test
  void aTaskMayBringAnEventOfItsOwn() {
    Happened tick = tasks.happened("tick");
    NewTask task =
        accepted(
            tasks.task(
                "one",
                new Origin(Origin.Kind.SCHEDULE, "one/nightly"),
                new Input.Happening(tick.event(), Payload.wrap(tick.event().data()))));
    assertThat(describe(record(task).task())).isEqualTo(describe(task));
    assertThat(describe(leased(task).task())).isEqualTo(describe(task));
  }

  @Test
  void whatSomebodyWaitsForBeginsAsLeased() {
    NewTask task = tasks.call("one");
    Arrival arrival =
        new Arrival(
            List.of(task), Optional.empty(), Optional.empty(), Optional.of(NOW.plus(LEASE)));
    Acceptance.Accepted accepted = (Acceptance.Accepted) store.accept(arrival).join();
    assertThat(accepted.leases()).extracting(Lease::id).containsExactly(task.id());
    assertThat(record(task).state()).isEqualTo(TaskState.RUNNING);
    assertThat(record(task).attempts()).isEqualTo(1);
    assertThat(lease(ONE, 5, NOW)).isEmpty();
    assertThat(store.takeOver(5, NOW, LEASE)).isEmpty();
    Lease lease = accepted.leases().getFirst();
    assertThat(store.settle(lease, new Settlement.Succeeded(result(201)), NOW).join()).isTrue();
    assertThat(record(task).result().orElseThrow().status()).isEqualTo(201);
  }

  @Test
  void aRepetitionGivesTheFirstTasksAndChangesNothing() throws Exception {
    NewTask first = tasks.call("one");
    store.accept(Arrival.of(first, tasks.once("k", "p"))).join();
    restart();
    NewTask again = tasks.call("one");
    assertThat(store.accept(Arrival.of(again, tasks.once("k", "p"))).join())
        .isEqualTo(new Acceptance.Repeated(List.of(first.id())));
    assertThat(store.find(again.id())).isEmpty();
    assertThat(ids(lease(ONE, 5, NOW))).containsExactly(first.id());
  }

  @Test
  void theSameKeyForSomethingElseIsRefused() {
    NewTask first = tasks.call("one");
    store.accept(Arrival.of(first, tasks.once("k", "p"))).join();
    NewTask other = tasks.call("one");
    assertThat(store.accept(Arrival.of(other, tasks.once("k", "q"))).join())
        .isEqualTo(new Acceptance.Mismatched(List.of(first.id())));
    assertThat(store.find(other.id())).isEmpty();
  }

  @Test
  void aKeyIsUniqueInItsScopeOnly() {
    OnceKey here = tasks.once("k", "p");
    OnceKey there = new OnceKey("call:two", "k", "p", here.until());
    NewTask first = tasks.call("one");
    NewTask second = tasks.call("two");
    store.accept(Arrival.of(first, here)).join();
    assertThat(store.accept(Arrival.of(second, there)).join())
        .isEqualTo(new Acceptance.Accepted(List.of(second.id()), List.of()));
  }

  @Test
  void aKeyIsFreeFromItsEndOn() {
    OnceKey shortly = new OnceKey("call:one", "k", "p", NOW.plusSeconds(10));
    store.accept(Arrival.of(tasks.call("one"), shortly)).join();
    Tasks before = tasks.at(NOW.plusSeconds(9));
    assertThat(store.accept(Arrival.of(before.call("one"), before.once("k", "p"))).join())
        .isInstanceOf(Acceptance.Repeated.class);
    NewTask anew = tasks.at(NOW.plusSeconds(10)).call("one");
    assertThat(store.accept(Arrival.of(anew, tasks.once("k", "q"))).join())
        .isEqualTo(new Acceptance.Accepted(List.of(anew.id()), List.of()));
    assertThat(store.accept(Arrival.of(tasks.call("one"), tasks.once("k", "q"))).join())
        .isEqualTo(new Acceptance.Repeated(List.of(anew.id())));
  }

  @Test
  void anEventThatNobodyWantsIsStillTakenInOnce() {
    OnceKey key = new OnceKey("event:/shop", "e-1", "p", NOW.plusSeconds(60));
    Happened first = tasks.happened("e-1");
    assertThat(store.accept(event(first, List.of(), Optional.of(key))).join())
        .isEqualTo(new Acceptance.Accepted(List.of(), List.of()));
    Arrival again = event(tasks.happened("e-1"), List.of(), Optional.of(key));
    assertThat(store.accept(again).join())
        .as("and known by the id that it got first")
        .isEqualTo(new Acceptance.Repeated(List.of(), first.id()));
  }

  @Test
  void aRepetitionIsKnownAfterItsTaskHasEnded() {
    NewTask first = tasks.call("one");
    store.accept(Arrival.of(first, tasks.once("k", "p"))).join();
    settle(leased(first), new Settlement.Succeeded(result(200)));
    assertThat(store.accept(Arrival.of(tasks.call("one"), tasks.once("k", "p"))).join())
        .isEqualTo(new Acceptance.Repeated(List.of(first.id())));
  }

  private static Arrival event(Happened happened, List<NewTask> wanted, Optional<OnceKey> once) {
    return new Arrival(wanted, Optional.of(happened), once, Optional.empty());
  }
}
