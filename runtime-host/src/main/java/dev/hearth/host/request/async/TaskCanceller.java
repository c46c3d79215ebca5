package dev.hearth.host.request.async;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.TaskCancellation;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.FunctionName;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Calls tasks off, whether they wait or run. Its caller waits for the store; any thread may. */
public final class TaskCanceller {

  /** A task may begin, or end an attempt, between two looks at it. */
  private static final int LOOKS = 3;

  private final TaskStore store;
  private final TaskCancellation running;
  private final BiConsumer<FunctionName, Instant> announce;
  private final TimeSource time;

  /**
   * A canceller.
   *
   * @param running ends what runs
   * @param announce hears which function may have a task that waits no longer, and since when
   */
  public TaskCanceller(
      TaskStore store,
      TaskCancellation running,
      BiConsumer<FunctionName, Instant> announce,
      TimeSource time) {
    this.store = store;
    this.running = running;
    this.announce = announce;
    this.time = time;
  }

  /** What came of it. */
  public enum Result {
    /** No such task is remembered. */
    UNKNOWN,
    /** It is called off. */
    CANCELLED,
    /** It runs and has been asked to end. */
    ENDING,
    /** It had ended otherwise. */
    ENDED,
    /** It runs where nobody can be asked; perhaps on a host that is gone. */
    OUT_OF_REACH
  }

  /** Calls a task off. */
  public Result cancel(InvocationId id) {
    for (int look = 0; look < LOOKS; look++) {
      Optional<TaskState> state = store.cancel(id, time.now());
      if (state.isEmpty()) {
        return Result.UNKNOWN;
      }
      switch (state.get()) {
        case CANCELLED -> {
          letOthersPass(id);
          return Result.CANCELLED;
        }
        case RUNNING, QUEUED -> {
          if (running.cancel(id)) {
            return Result.ENDING;
          }
        }
        case SUCCEEDED, FAILED, DEAD_LETTERED, EXPIRED -> {
          return Result.ENDED;
        }
      }
    }
    return Result.OUT_OF_REACH;
  }

  /** Others may have waited for this one to come first. */
  private void letOthersPass(InvocationId id) {
    store
        .find(id)
        .map(TaskRecord::task)
        .filter(task -> !task.terms().orderKey().isEmpty())
        .ifPresent(task -> announce.accept(task.target().function(), time.now()));
  }
}
