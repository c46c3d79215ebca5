package dev.hearth.host.request.async;

import dev.hearth.host.invocation.InvocationId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells those who wait for it that a task has ended, if it has ended on this host. Any thread may
 * use it.
 */
public final class TaskEndings {

  private final ConcurrentHashMap<InvocationId, Set<Runnable>> waiting = new ConcurrentHashMap<>();

  /** Nobody waits. */
  public TaskEndings() {}

  /**
   * Waits for the end of a task.
   *
   * @param onEnd done once for each end that is noticed, on a thread that must not be held up
   * @return what ends the wait
   */
  Runnable await(InvocationId id, Runnable onEnd) {
    waiting.compute(
        id,
        (_, there) -> {
          Set<Runnable> all = there == null ? ConcurrentHashMap.newKeySet() : there;
          all.add(onEnd);
          return all;
        });
    return () ->
        waiting.computeIfPresent(
            id,
            (_, there) -> {
              there.remove(onEnd);
              return there.isEmpty() ? null : there;
            });
  }

  /** A task has ended. */
  public void ended(InvocationId id) {
    waiting.getOrDefault(id, Set.of()).forEach(Runnable::run);
  }

  /** How many tasks somebody waits for. */
  int awaited() {
    return waiting.size();
  }
}
