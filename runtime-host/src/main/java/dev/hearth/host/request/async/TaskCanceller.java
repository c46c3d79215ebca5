package dev.hearth.host.request.async;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.TaskCancellation;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.queue.durable.TaskStore;
import java.util.Optional;

/** Calls tasks off, whether they wait or run. Its caller waits for the store; any thread may. */
public final class TaskCanceller {

  /** A task may begin, or end an attempt, between two looks at it. */
  private static final int LOOKS = 3;

  private final TaskStore store;
  private final TaskCancellation running;
  private final TimeSource time;

  /**
   * A canceller.
   *
   * @param running ends what runs
   */
  public TaskCanceller(TaskStore store, TaskCancellation running, TimeSource time) {
    this.store = store;
    this.running = running;
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
}
