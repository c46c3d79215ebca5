package dev.hearth.host.request.async;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.request.Answers;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Threads that read the store for requests, since an event loop must not wait for it. Any event
 * loop may use it.
 */
final class StoreThreads implements AutoCloseable {

  private static final int THREADS = 4;

  /** Far more than can wait for good; each holds a request. */
  private static final int MOST_WAITING = 20_000;

  private final StoreTrouble trouble;
  private final ThreadPoolExecutor threads;

  StoreThreads(StoreTrouble trouble) {
    this.trouble = trouble;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("hearth-tasks-", 1).daemon(true).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Does what may block, then goes on with it on the event loop. The request is answered here if
   * that fails.
   */
  <T> void read(HttpServerRequest request, Context loop, Supplier<T> work, Consumer<T> onLoop) {
    try {
      threads.execute(() -> {
        Runnable next = attempt(request, work, onLoop);
        loop.runOnContext(_ -> next.run());
      });
    } catch (RejectedExecutionException full) {
      Answers.refuse(
          request,
          new Outcome.Failed(
              Reason.OVERLOADED,
              "the host has more requests about tasks than it can answer; try again",
              Duration.ofSeconds(1),
              ThrownError.NONE));
    }
  }

  private <T> Runnable attempt(HttpServerRequest request, Supplier<T> work, Consumer<T> onLoop) {
    try {
      T found = work.get();
      return () -> onLoop.accept(found);
    } catch (RuntimeException failure) {
      Outcome.Failed failed = trouble.failed(failure, "what became of the call cannot be told");
      return () -> Answers.refuse(request, failed);
    }
  }

  /** For other work that an event loop has no time for. */
  Executor executor() {
    return threads;
  }

  /** Ends the threads. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
