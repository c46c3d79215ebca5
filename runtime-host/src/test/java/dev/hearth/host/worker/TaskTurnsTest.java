package dev.hearth.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.BackgroundVersions;
import dev.hearth.host.fixture.MemoryTaskStore;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose turn it is: which tasks run at once, which wait, and for what. */
class TaskTurnsTest {

  private WorkerBench bench = new WorkerBench().begin();

  @AfterEach
  void close() {
    bench.close();
  }

  private void use(WorkerBench other) {
    bench.close();
    bench = other.begin();
  }

  @Test
  void aFunctionThatIsSwitchedOffKeepsItsTasks() {
    bench.deploy(BackgroundVersions.of("one"));
    bench.enable("one", false);
    InvocationId id = bench.accept("one");
    bench.pass(Duration.ofMinutes(10));
    assertThat(bench.started).isEmpty();
    assertThat(bench.state(id)).isEqualTo(TaskState.QUEUED);
    bench.enable("one", true);
    assertThat(bench.started).hasSize(1);
  }

  @Test
  void soDoesOneWhoseManifestSaysThatNothingRuns() {
    bench.deploy(BackgroundVersions.of("one").withMax(0));
    bench.accept("one");
    bench.pass(Duration.ofMinutes(10));
    assertThat(bench.started).isEmpty();
    bench.deploy(BackgroundVersions.of("one").withNumber(2));
    assertThat(bench.started).hasSize(1);
  }

  @Test
  void asManyAreUnderWayAsTheHostTakesAtOnce() {
    bench.deploy(BackgroundVersions.of("one").withMax(6));
    for (int i = 0; i < 40; i++) {
      bench.accept("one");
    }
    assertThat(bench.running()).hasSize(4);
    bench.answer(bench.running().getFirst(), 200);
    bench.answer(bench.running().getFirst(), 200);
    bench.answer(bench.running().getFirst(), 200);
    assertThat(bench.running()).hasSize(6);

    List<Call> before = bench.running();
    bench.turnAway(before.get(0), Reason.QUEUE_TIMEOUT);
    bench.turnAway(before.get(1), Reason.QUEUE_TIMEOUT);
    assertThat(bench.running()).as("it is left alone for a moment").hasSize(4);
    before.subList(2, 6).forEach(call -> bench.answer(call, 200));
    assertThat(bench.running()).isEmpty();
    bench.pass(Duration.ofSeconds(1));
    assertThat(bench.running()).as("half of six, and one more since").hasSizeBetween(3, 4);
    bench.pass(Duration.ofMinutes(1));
    while (!bench.running().isEmpty()) {
      bench.answer(bench.running().getFirst(), 200);
      bench.pass(Duration.ofSeconds(10));
    }
    assertThat(bench.backlog.total()).isZero();
  }

  @Test
  void aFunctionWithManyTasksDoesNotKeepOthersWaiting() {
    use(new WorkerBench(new MemoryTaskStore(), 8));
    bench.deploy(BackgroundVersions.of("flood"));
    bench.deploy(BackgroundVersions.of("drop"));
    for (int i = 0; i < 100; i++) {
      bench.accept("flood");
    }
    while (bench.running().size() < 8) {
      bench.answer(bench.running().getFirst(), 200);
    }
    InvocationId drop = bench.accept("drop");
    assertThat(bench.running()).as("the host is full").hasSize(8);
    bench.pass(Duration.ofSeconds(1));
    bench.answer(bench.running().getFirst(), 200);
    assertThat(bench.state(drop)).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void longJobsDoNotHoldThePlacesOfShortOnes() {
    use(new WorkerBench(new MemoryTaskStore(), 3));
    bench.deploy(BackgroundVersions.of("long").withRun(Duration.ofHours(3), Lane.LONG));
    bench.deploy(BackgroundVersions.of("short"));
    for (int i = 0; i < 5; i++) {
      bench.accept("long");
    }
    assertThat(bench.running()).hasSize(3);
    bench.accept("short");
    assertThat(bench.running()).hasSize(4);
  }

  @Test
  void tasksOfOneKeyRunOneAfterTheOther() {
    bench.deploy(BackgroundVersions.of("one").withIdempotence());
    List<InvocationId> ordered = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ordered.add(bench.accept(bench.tasks.ordered("one", "customer-7")));
    }
    InvocationId other = bench.accept(bench.tasks.ordered("one", "customer-8"));
    assertThat(ids(bench.running())).containsExactly(ordered.get(0), other);
    bench.fail(bench.runningOf(ordered.get(0)), Reason.FUNCTION_ERROR);
    assertThat(ids(bench.running())).as("its retry comes before the next").containsExactly(other);
    bench.pass(Duration.ofSeconds(1));
    bench.answer(bench.runningOf(ordered.get(0)), 200);
    assertThat(ids(bench.running())).containsExactly(other, ordered.get(1));
    bench.answer(bench.runningOf(ordered.get(1)), 200);
    bench.answer(bench.runningOf(ordered.get(2)), 200);
    assertThat(bench.state(ordered.get(2))).isEqualTo(TaskState.SUCCEEDED);
  }

  private static List<InvocationId> ids(List<Call> calls) {
    return calls.stream().map(call -> call.invocation().id()).toList();
  }

  @Test
  void aRefusedCallWaitsAsLongAsItIsToldAndTheFunctionWithIt() {
    bench.deploy(BackgroundVersions.of("one"));
    bench.refusal =
        _ ->
            Optional.of(
                new Outcome.Failed(
                    Reason.THROTTLED, "slower", Duration.ofSeconds(30), ThrownError.NONE));
    InvocationId first = bench.accept("one");
    bench.refusal = _ -> Optional.empty();
    InvocationId second = bench.accept("one");
    bench.pass(Duration.ofSeconds(29));
    assertThat(bench.running()).isEmpty();
    bench.pass(Duration.ofSeconds(1));
    assertThat(ids(bench.running())).containsExactly(second);
    bench.pass(Duration.ofSeconds(1));
    assertThat(bench.state(first)).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void saysHowLongTheOldestHasWaited() {
    bench.deploy(BackgroundVersions.of("one"));
    bench.enable("one", false);
    bench.accept("one");
    bench.pass(Duration.ofSeconds(42));
    assertThat(bench.dispatcher.oldestWait()).isEqualTo(Duration.ofSeconds(42));
    bench.enable("one", true);
    assertThat(bench.dispatcher.oldestWait()).isZero();
  }

  @Test
  void inputsThatAreLargeAreNotAllReadAtOnce() {
    bench.deploy(BackgroundVersions.of("one"));
    for (int i = 0; i < 8; i++) {
      NewTask large = bench.tasks.call("one");
      bench.accept(withBody(large, 24 << 20));
    }
    assertThat(bench.running()).hasSize(3);
    bench.answer(bench.running().getFirst(), 200);
    assertThat(bench.running()).as("one batch may go over it").hasSizeBetween(3, 4);
    bench.answerAll();
    assertThat(bench.backlog.total()).isZero();
  }

  private static NewTask withBody(NewTask task, int bytes) {
    return new NewTask(
        task.id(),
        task.target(),
        task.origin(),
        Tasks.http("x".repeat(bytes)),
        task.hops(),
        task.trace(),
        task.terms());
  }
}
