package dev.hearth.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.BackgroundVersions;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks that are called off, wherever they are. */
class TaskCallOffTest {

  private final WorkerBench bench = new WorkerBench().begin();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aQueuedTaskIsCalledOffAtOnceAndTheNextOfItsOrderGoes() {
    bench.deploy(BackgroundVersions.of("one"));
    NewTask first = bench.tasks.ordered("one", "k");
    NewTask delayed =
        Tasks.with(
            first,
            t ->
                new NewTask.Terms(
                    t.acceptedAt(),
                    t.dueAt().plusSeconds(3_000),
                    t.expiresAt(),
                    false,
                    t.orderKey()));
    bench.accept(delayed);
    InvocationId second = bench.accept(bench.tasks.ordered("one", "k"));
    assertThat(bench.running()).isEmpty();
    assertThat(bench.dispatcher.callOff(first.id())).contains(TaskState.CANCELLED);
    bench.thread.runDue();
    assertThat(bench.state(second)).isEqualTo(TaskState.RUNNING);
    assertThat(bench.state(first.id())).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void aRunningTaskThatIsCalledOffIsEndedAndCancelled() {
    bench.deploy(BackgroundVersions.of("one").withIdempotence());
    InvocationId id = bench.accept("one");
    Call call = bench.runningOf(id);
    call.runs();
    List<String> interrupted = new ArrayList<>();
    call.onCancel(() -> interrupted.add("now"));
    assertThat(bench.dispatcher.callOff(id)).contains(TaskState.RUNNING);
    assertThat(interrupted).isNotEmpty();
    assertThat(bench.dispatcher.cancel(id)).as("only once").isFalse();
    bench.end(call, new Outcome.Failed(Reason.FUNCTION_ERROR, "interrupted"));
    TaskRecord record = bench.find(id);
    assertThat(record.state()).isEqualTo(TaskState.CANCELLED);
    assertThat(record.failures().getLast().mayHaveRun()).isTrue();
  }

  @Test
  void aTaskThatWaitsForItsTurnIsCalledOffWithoutHavingRun() {
    bench.deploy(BackgroundVersions.of("one"));
    InvocationId id = bench.accept("one");
    assertThat(bench.dispatcher.cancel(id)).isTrue();
    bench.thread.runDue();
    assertThat(bench.state(id)).isEqualTo(TaskState.CANCELLED);
    assertThat(bench.find(id).failures().getLast().mayHaveRun()).isFalse();
    assertThat(bench.backlog.total()).isZero();
    assertThat(bench.dispatcher.cancel(id)).isFalse();
  }

  @Test
  void whoseEndIsKnownIsNotCalledOffAnyMore() {
    bench.deploy(BackgroundVersions.of("one"));
    InvocationId id = bench.accept("one");
    bench.answer(bench.runningOf(id), 200);
    assertThat(bench.dispatcher.callOff(id)).contains(TaskState.SUCCEEDED);
    assertThat(bench.dispatcher.callOff(new InvocationId("none"))).isEmpty();
  }
}
