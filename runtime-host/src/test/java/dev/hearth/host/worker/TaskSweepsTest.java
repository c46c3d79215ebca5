package dev.hearth.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.BackgroundVersions;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.FunctionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskSweepsTest {

  private final WorkerBench bench = new WorkerBench().begin();
  private final List<String> expired = new ArrayList<>();
  private final TaskSweeps sweeps =
      new TaskSweeps(
          bench.store,
          Duration.ofDays(7),
          new DeliveryListener() {
            @Override
            public void attempted(FunctionName function) {
              throw new AssertionError("a sweep attempts nothing");
            }

            @Override
            public void settled(FunctionName function, Settlement settlement) {
              throw new AssertionError("a sweep settles nothing");
            }

            @Override
            public void expired(FunctionName function) {
              expired.add(function.value());
            }
          },
          bench.dispatcher::lookAgain,
          bench.time.source());

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void tasksWhoseTimeIsOverEndAndLeaveTheBacklog() {
    bench.deploy(BackgroundVersions.of("one"));
    bench.enable("one", false);
    List<InvocationId> over = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      over.add(bench.accept(bench.tasks.expiring("one", Duration.ofMinutes(1))));
    }
    InvocationId young = bench.accept("one");
    bench.time.advance(Duration.ofMinutes(2));
    sweeps.expire();
    bench.thread.runDue();
    assertThat(over).allMatch(id -> bench.state(id) == TaskState.EXPIRED);
    assertThat(bench.state(young)).isEqualTo(TaskState.QUEUED);
    assertThat(expired).hasSize(700).containsOnly("one");
    assertThat(bench.backlog.total()).isEqualTo(1);
  }

  @Test
  void endedTasksAreForgottenAfterTheirTimeButDeadLettersStay() {
    bench.deploy(BackgroundVersions.of("one"));
    for (int i = 0; i < 600; i++) {
      bench.accept("one");
    }
    bench.answerAll();
    InvocationId dead = bench.accept("one");
    bench.answer(bench.runningOf(dead), 404);
    bench.time.advance(Duration.ofDays(6));
    sweeps.forget();
    assertThat(bench.store.size()).isEqualTo(601);
    bench.time.advance(Duration.ofDays(2));
    sweeps.forget();
    assertThat(bench.store.size()).isEqualTo(1);
    assertThat(bench.state(dead)).isEqualTo(TaskState.DEAD_LETTERED);
  }
}
