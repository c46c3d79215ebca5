package dev.hearth.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.BackgroundVersions;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.MemoryTaskStore;
import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.LeasedTask;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leases, hosts that end, stores that fail. */
class TaskLossTest {

  private final List<WorkerBench> benches = new ArrayList<>();
  private WorkerBench bench = use(new WorkerBench().begin());

  private WorkerBench use(WorkerBench next) {
    benches.add(next);
    return next;
  }

  @AfterEach
  void close() {
    benches.forEach(WorkerBench::close);
  }

  /** The host ends without a word, and the next one starts. */
  private void restart(BackgroundVersions version) {
    WorkerBench next = use(new WorkerBench(bench.store.restarted()));
    next.registry.apply(new CatalogueChange.VersionDeployed(version.version()));
    bench = next.begin();
  }

  @Test
  void aTaskThatRanWhenItsHostEndedIsNotRunAgainUnlessThatIsSafe() {
    BackgroundVersions careful = BackgroundVersions.of("one");
    bench.deploy(careful);
    InvocationId id = bench.accept("one");
    restart(careful);
    TaskRecord record = bench.find(id);
    assertThat(record.state()).isEqualTo(TaskState.DEAD_LETTERED);
    assertThat(record.attempts()).isEqualTo(1);
    assertThat(record.failures().getLast().reason()).isEqualTo("host-lost");
    assertThat(record.failures().getLast().detail())
        .contains("the host ended")
        .contains("attempt 1");
    assertThat(bench.started).isEmpty();
    assertThat(bench.backlog.total()).isZero();
  }

  @Test
  void aFunctionThatKillsTheHostComesToAnEnd() {
    BackgroundVersions deadly = BackgroundVersions.of("one").withIdempotence();
    bench.deploy(deadly);
    InvocationId id = bench.accept("one");
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(bench.runningOf(id).invocation().attempt()).isEqualTo(attempt);
      bench.runningOf(id).runs();
      restart(deadly);
      bench.pass(Duration.ofMinutes(1));
    }
    assertThat(bench.state(id)).isEqualTo(TaskState.DEAD_LETTERED);
    assertThat(bench.find(id).attempts()).isEqualTo(3);
    assertThat(bench.find(id).failures()).hasSize(3);
    bench.pass(Duration.ofHours(5));
    assertThat(bench.running()).isEmpty();
  }

  @Test
  void whatWaitedWhenTheHostEndedGoesOn() {
    BackgroundVersions version = BackgroundVersions.of("one");
    bench.deploy(version);
    for (int i = 0; i < 200; i++) {
      bench.accept("one");
    }
    restart(version);
    assertThat(bench.backlog.of(new FunctionName("one"))).isEqualTo(196);
    bench.answerAll();
    assertThat(bench.backlog.total()).isZero();
    assertThat(bench.started).hasSize(196);
  }

  @Test
  void aLongJobKeepsItsLease() {
    bench.deploy(BackgroundVersions.of("long").withRun(Duration.ofHours(3), Lane.LONG));
    InvocationId id = bench.accept("long");
    bench.runningOf(id).runs();
    for (int i = 0; i < 2 * 720; i++) {
      bench.pass(Duration.ofSeconds(5));
    }
    assertThat(bench.state(id)).isEqualTo(TaskState.RUNNING);
    assertThat(bench.started).hasSize(1);
    bench.answer(bench.runningOf(id), 200);
    assertThat(bench.state(id)).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void aClockThatIsSetOnDoesNotLoseALease() {
    bench.deploy(BackgroundVersions.of("one"));
    InvocationId id = bench.accept("one");
    bench.runningOf(id).runs();
    bench.pass(Duration.ofHours(1));
    bench.pass(Duration.ofSeconds(30));
    assertThat(bench.state(id)).isEqualTo(TaskState.RUNNING);
    bench.answer(bench.runningOf(id), 200);
    assertThat(bench.state(id)).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void aRunWhoseLeaseIsAnothersIsEndedAndSettlesNothing() {
    bench.deploy(BackgroundVersions.of("one").withIdempotence());
    InvocationId id = bench.accept("one");
    Call lost = bench.runningOf(id);
    lost.runs();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    lost.onCancel(() -> asked.complete(true));
    bench.time.advance(Duration.ofMinutes(20));
    LeasedTask stolen =
        bench.store.takeOver(10, bench.time.source().now(), Duration.ofMinutes(10)).getFirst();
    bench.thread.runDue();
    assertThat(asked).isCompletedWithValue(true);
    bench.end(lost, WorkerBench.ok());
    assertThat(bench.state(id)).isEqualTo(TaskState.RUNNING);
    assertThat(bench.heard).containsExactly("one attempted");
    assertThat(bench.dispatcher.underWay()).isZero();
    assertThat(bench.store.extend(stolen.lease(), ManualTime.START.plus(Duration.ofDays(1))))
        .isTrue();
  }

  @Test
  void aLeaseThatNobodyHoldsAnyMoreIsTakenOverWhileTheHostRuns() {
    bench.deploy(BackgroundVersions.of("one").withIdempotence());
    NewTask task = bench.tasks.call("one");
    var _ =
        bench.store.accept(
            new Arrival(
                List.of(task),
                Optional.empty(),
                Optional.empty(),
                Optional.of(ManualTime.START.plusSeconds(30))));
    bench.pass(Duration.ofSeconds(29));
    assertThat(bench.find(task.id()).failures()).isEmpty();
    bench.pass(Duration.ofSeconds(15));
    assertThat(bench.find(task.id()).failures()).hasSize(1);
    bench.pass(Duration.ofSeconds(15));
    assertThat(bench.runningOf(task.id()).invocation().attempt()).isEqualTo(2);
  }

  @Test
  void howATaskEndedIsStoredWhenTheStoreWorksAgain() {
    bench.deploy(BackgroundVersions.of("one"));
    InvocationId id = bench.accept("one");
    bench.store.fail("the disk is full");
    bench.answer(bench.runningOf(id), 200);
    bench.pass(Duration.ofMinutes(30));
    bench.store.mend();
    assertThat(bench.state(id)).isEqualTo(TaskState.RUNNING);
    bench.pass(Duration.ofSeconds(1));
    assertThat(bench.state(id)).isEqualTo(TaskState.SUCCEEDED);
    assertThat(bench.started).hasSize(1);
    assertThat(bench.heard).containsExactly("one attempted", "one Succeeded");
  }

  @Test
  void leasingGoesOnWhenTheStoreWorksAgain() {
    bench.deploy(BackgroundVersions.of("one"));
    bench.accept(bench.tasks.later("one", Duration.ofSeconds(3)));
    bench.store.fail("the disk is full");
    bench.pass(Duration.ofSeconds(60));
    assertThat(bench.started).isEmpty();
    bench.store.mend();
    bench.pass(Duration.ofSeconds(1));
    assertThat(bench.started).hasSize(1);
  }

  @Test
  void aHostThatStopsLeasesNothingAndLetsEndWhatRuns() {
    bench.deploy(BackgroundVersions.of("one"));
    InvocationId running = bench.accept("one");
    var stopped = bench.dispatcher.stopLeasing();
    bench.thread.runDue();
    assertThat(stopped).isCompleted();
    InvocationId queued = bench.accept("one");
    bench.answer(bench.runningOf(running), 200);
    assertThat(bench.state(running)).isEqualTo(TaskState.SUCCEEDED);
    bench.pass(Duration.ofMinutes(1));
    assertThat(bench.state(queued)).isEqualTo(TaskState.QUEUED);
    var ended = bench.dispatcher.end();
    bench.thread.runDue();
    assertThat(ended).isCompleted();
  }

  @Test
  void whatCannotEndInTimeIsSettledAsNotFinished() {
    bench.deploy(BackgroundVersions.of("careful"));
    bench.deploy(BackgroundVersions.of("repeatable").withIdempotence());
    InvocationId careful = bench.accept("careful");
    InvocationId repeatable = bench.accept("repeatable");
    InvocationId waiting = bench.accept("careful");
    for (InvocationId id : List.of(careful, repeatable)) {
      Call call = bench.runningOf(id);
      call.runs();
      call.onCancel(() -> call.end(WorkerBench.ok(), Usage.NONE));
    }
    var ended = bench.dispatcher.end();
    bench.thread.runDue();
    assertThat(ended).isCompleted();
    assertThat(bench.state(careful)).isEqualTo(TaskState.DEAD_LETTERED);
    assertThat(bench.find(careful).failures().getLast().reason()).isEqualTo("host-lost");
    assertThat(bench.state(repeatable)).isEqualTo(TaskState.QUEUED);
    assertThat(bench.find(repeatable).attempts()).isEqualTo(1);
    assertThat(bench.state(waiting)).isEqualTo(TaskState.QUEUED);
    assertThat(bench.find(waiting).attempts()).as("it had not begun").isZero();
  }

  @Test
  void aHostThatCannotReadItsStoreDoesNotBegin() {
    MemoryTaskStore broken = new MemoryTaskStore();
    broken.fail("the file is damaged");
    WorkerBench other = use(new WorkerBench(broken));
    CompletableFuture<Void> begun = other.dispatcher.begin();
    other.thread.runDue();
    assertThat(begun).isCompletedExceptionally();
  }
}
