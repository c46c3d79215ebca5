package dev.hearth.host.request.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.MemoryTaskStore;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.FunctionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskCancellerTest {

  private final ManualTime time = new ManualTime();
  private final Tasks tasks = new Tasks(ManualTime.START);
  private final TaskEndings endings = new TaskEndings();
  private final WatchedTaskStore store = new WatchedTaskStore(new MemoryTaskStore(), endings);
  private final List<InvocationId> asked = new ArrayList<>();
  private final List<FunctionName> announced = new ArrayList<>();

  private NewTask accepted() {
    NewTask task = tasks.call("f");
    store.accept(Arrival.of(task)).join();
    return task;
  }

  private LeasedTask leased() {
    return store
        .lease(new FunctionName("f"), 1, ManualTime.START, Duration.ofMinutes(1))
        .getFirst();
  }

  private TaskCanceller.Result cancel(NewTask task, boolean runsHere) {
    return new TaskCanceller(
            store,
            id -> {
              asked.add(id);
              return runsHere;
            },
            (function, _) -> announced.add(function),
            time.source())
        .cancel(task.id());
  }

  @Test
  void whatIsQueuedIsCalledOffAtOnce() {
    NewTask task = accepted();
    assertThat(cancel(task, false)).isEqualTo(TaskCanceller.Result.CANCELLED);
    assertThat(store.find(task.id()).orElseThrow().state()).isEqualTo(TaskState.CANCELLED);
    assertThat(asked).isEmpty();
  }

  @Test
  void whoWaitedBehindItInOrderIsAnnounced() {
    NewTask first = tasks.ordered("f", "k");
    store.accept(Arrival.of(first)).join();
    cancel(first, false);
    assertThat(announced).containsExactly(new FunctionName("f"));
    cancel(accepted(), false);
    assertThat(announced).hasSize(1);
  }

  @Test
  void whatRunsHereIsAskedToEnd() {
    NewTask task = accepted();
    leased();
    assertThat(cancel(task, true)).isEqualTo(TaskCanceller.Result.ENDING);
    assertThat(asked).containsExactly(task.id());
  }

  @Test
  void whatRunsElsewhereIsOutOfReach() {
    NewTask task = accepted();
    leased();
    assertThat(cancel(task, false)).isEqualTo(TaskCanceller.Result.OUT_OF_REACH);
  }

  @Test
  void whatHasEndedStaysAsItIs() {
    NewTask task = accepted();
    store
        .settle(leased().lease(), new Settlement.Succeeded(Tasks.result(200)), ManualTime.START)
        .join();
    assertThat(cancel(task, true)).isEqualTo(TaskCanceller.Result.ENDED);
    assertThat(store.find(task.id()).orElseThrow().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(cancel(tasks.call("f"), true)).isEqualTo(TaskCanceller.Result.UNKNOWN);
  }

  @Test
  void whatIsQueuedAgainBetweenTwoLooksIsCalledOff() {
    NewTask task = accepted();
    LeasedTask leased = leased();
    TaskCanceller canceller =
        new TaskCanceller(
            store,
            _ -> {
              store
                  .settle(
                      leased.lease(),
                      new Settlement.Again(ManualTime.START, tasks.failure(1)),
                      ManualTime.START)
                  .join();
              return false;
            },
            (function, _) -> announced.add(function),
            time.source());
    assertThat(canceller.cancel(task.id())).isEqualTo(TaskCanceller.Result.CANCELLED);
  }

  @Test
  void whoeverWaitsHearsOfEachEndOnce() {
    List<String> heard = new ArrayList<>();
    NewTask called = accepted();
    NewTask run = accepted();
    NewTask again = accepted();
    endings.await(called.id(), () -> heard.add("called off"));
    endings.await(run.id(), () -> heard.add("run"));
    Runnable stop = endings.await(again.id(), () -> heard.add("again"));
    cancel(called, false);
    LeasedTask first = leased();
    LeasedTask second = leased();
    store
        .settle(first.lease(), new Settlement.Succeeded(Tasks.result(200)), ManualTime.START)
        .join();
    store
        .settle(
            second.lease(),
            new Settlement.Again(ManualTime.START, tasks.failure(1)),
            ManualTime.START)
        .join();
    assertThat(heard).containsExactly("called off", "run");
    stop.run();
    assertThat(endings.awaited()).isEqualTo(2);
  }

  @Test
  void whatExpiresHasEndedToo() {
    List<String> heard = new ArrayList<>();
    NewTask task = tasks.expiring("f", Duration.ofMinutes(1));
    store.accept(Arrival.of(task)).join();
    endings.await(task.id(), () -> heard.add("expired"));
    store.expire(10, ManualTime.START.plus(Duration.ofMinutes(2)));
    assertThat(heard).containsExactly("expired");
  }
}
