package dev.hearth.host.request.async;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskStore;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A request that waits until a task has ended, or for as long as it said; no thread waits with it.
 * Owned by the connection's event loop.
 */
final class LongPoll {

  /** A task that ends on another host tells nobody here. */
  private static final long LOOK_AGAIN_MILLIS = 2_000;

  private static final long NO_TIMER = -1;

  private final HttpServerRequest request;
  private final Context loop;
  private final InvocationId id;
  private final Means means;
  private final long deadlineNanos;
  private final Consumer<Optional<TaskRecord>> answer;
  private Runnable stopListening = () -> {};
  private long timer = NO_TIMER;
  private boolean looking;
  private boolean again;
  private boolean over;

  /** How a poll learns of its task. */
  record Means(TaskStore store, StoreThreads threads, TaskEndings endings, TimeSource time) {}

  /**
   * A poll that has not begun.
   *
   * @param answer hears once what is known in the end, unless the client goes away before
   */
  LongPoll(
      HttpServerRequest request,
      Context loop,
      InvocationId id,
      Duration wait,
      Means means,
      Consumer<Optional<TaskRecord>> answer) {
    this.request = request;
    this.loop = loop;
    this.id = id;
    this.means = means;
    this.deadlineNanos = means.time().nanos() + wait.toNanos();
    this.answer = answer;
  }

  /** Begins to wait. */
  void start() {
    request.response().closeHandler(_ -> stop());
    request.response().endHandler(_ -> stop());
    stopListening = means.endings().await(id, () -> loop.runOnContext(_ -> look()));
    look();
  }

  private void look() {
    if (over) {
      return;
    }
    if (looking) {
      again = true;
      return;
    }
    cancelTimer();
    looking = true;
    means.threads().read(request, loop, () -> means.store().find(id), this::seen);
  }

  private void seen(Optional<TaskRecord> found) {
    looking = false;
    if (over) {
      return;
    }
    long left = deadlineNanos - means.time().nanos();
    if (left <= 0 || found.filter(task -> !task.state().isFinal()).isEmpty()) {
      stop();
      answer.accept(found);
    } else if (again) {
      again = false;
      look();
    } else {
      long millis = Math.clamp(Duration.ofNanos(left).toMillis(), 1, LOOK_AGAIN_MILLIS);
      timer = loop.owner().setTimer(millis, _ -> look());
    }
  }

  private void stop() {
    over = true;
    stopListening.run();
    cancelTimer();
  }

  private void cancelTimer() {
    if (timer != NO_TIMER) {
      loop.owner().cancelTimer(timer);
      timer = NO_TIMER;
    }
  }
}
