package dev.hearth.host.queue.durable;

import static dev.hearth.host.fixture.Tasks.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.registry.FunctionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of {@link TaskStoreContractTest} share: a store, and short forms of its use. */
public abstract class TaskContract {

  protected static final Instant NOW = ManualTime.START;
  protected static final FunctionName ONE = new FunctionName("one");
  protected static final FunctionName TWO = new FunctionName("two");
  protected static final Duration LEASE = Duration.ofMinutes(1);

  protected final Tasks tasks = new Tasks(NOW);
  protected TaskStore store;

  /** An empty store. */
  protected abstract TaskStore open() throws Exception;

  /** The same store as the next process finds it. */
  protected abstract TaskStore reopen() throws Exception;

  /** Frees what it holds. */
  protected abstract void close() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    store = open();
  }

  @AfterEach
  void end() throws Exception {
    close();
  }

  protected void restart() throws Exception {
    store = reopen();
  }

  protected NewTask accepted(NewTask task) {
    assertThat(store.accept(Arrival.of(task)).join())
        .isEqualTo(new Acceptance.Accepted(List.of(task.id()), List.of()));
    return task;
  }

  protected TaskRecord record(NewTask task) {
    return store.find(task.id()).orElseThrow();
  }

  protected List<LeasedTask> lease(FunctionName function, int most, Instant now) {
    return store.lease(function, most, now, LEASE);
  }

  protected LeasedTask leased(NewTask task) {
    List<LeasedTask> leased = lease(task.target().function(), 1, NOW);
    assertThat(leased).extracting(l -> l.task().id()).containsExactly(task.id());
    return leased.getFirst();
  }

  protected static List<InvocationId> ids(List<LeasedTask> leased) {
    return leased.stream().map(l -> l.task().id()).toList();
  }

  protected static List<InvocationId> listed(List<TaskRecord> records) {
    return records.stream().map(r -> r.task().id()).toList();
  }

  protected void settle(LeasedTask task, Settlement settlement) {
    assertThat(store.settle(task.lease(), settlement, NOW).join()).isTrue();
  }

  protected NewTask ended(NewTask task, Settlement settlement, Instant at) {
    accepted(task);
    assertThat(store.settle(leased(task).lease(), settlement, at).join()).isTrue();
    return task;
  }

  protected NewTask deadLetter(NewTask task) {
    return ended(task, new Settlement.DeadLettered(tasks.failure(1), Optional.empty()), NOW);
  }

  protected NewTask success(NewTask task) {
    return ended(task, new Settlement.Succeeded(result(200)), NOW);
  }
}
