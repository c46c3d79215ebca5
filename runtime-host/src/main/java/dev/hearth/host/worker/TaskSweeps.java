package dev.hearth.host.worker;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Ends tasks whose time is over and forgets old ones. Used by one thread, which may be held up. */
public final class TaskSweeps {

  private static final int AT_ONCE = 500;

  private final TaskStore store;
  private final Duration keepEnded;
  private final DeliveryListener listener;
  private final Runnable onChange;
  private final TimeSource time;

  /**
   * Sweeps of a store.
   *
   * @param keepEnded how long a task is remembered that has ended; dead letters stay
   * @param onChange hears that tasks were ended
   */
  public TaskSweeps(
      TaskStore store,
      Duration keepEnded,
      DeliveryListener listener,
      Runnable onChange,
      TimeSource time) {
    this.store = store;
    this.keepEnded = keepEnded;
    this.listener = listener;
    this.onChange = onChange;
    this.time = time;
  }

  /** Ends queued tasks whose time is over. */
  public void expire() {
    List<InvocationId> expired;
    do {
      expired = store.expire(AT_ONCE, time.now());
      expired.forEach(id ->
          store.find(id).ifPresent(task -> listener.expired(task.task().target().function())));
      if (!expired.isEmpty()) {
        onChange.run();
      }
    } while (expired.size() == AT_ONCE);
  }

  /** Forgets what ended long ago. */
  public void forget() {
    Instant now = time.now();
    int forgotten;
    do {
      forgotten = store.forget(now.minus(keepEnded), now, AT_ONCE);
    } while (forgotten == AT_ONCE);
  }
}
