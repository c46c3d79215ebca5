package dev.hearth.host.request;

import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.response.StatusCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls of functions by functions, which go the way of every other call. A thread of a function
 * only hands its wish over and waits: the host's own code, with its locks, runs on threads of the
 * host, since a function's thread may be interrupted at any moment or have no room left on its
 * stack. Any thread may use it.
 */
public final class NestedCalls implements FunctionCalls, AutoCloseable {

  private static final Logger LOG = System.getLogger(NestedCalls.class.getName());

  /** They only find a call its place; nothing waits here. */
  private static final int THREADS = 2;

  private final NestedRequests requests;
  private final InvocationPipeline pipeline;
  private final ThreadPoolExecutor threads;

  /** Calls that go through {@code pipeline}. Its threads start at once, in the caller's group. */
  public NestedCalls(NestedRequests requests, InvocationPipeline pipeline) {
    this.requests = requests;
    this.pipeline = pipeline;
    // A queue without locks: a thread that breaks off while it adds leaves it to others.
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new LinkedTransferQueue<>(),
            Thread.ofPlatform().name("hearth-nested-", 1).daemon(true).factory());
    threads.prestartAllCoreThreads();
  }

  @Override
  public Ongoing begin(Invocation caller, Instant deadline, String target, Input.Http input) {
    NestedCall nested =
        new NestedCall(threads, new NestedRequests.Wish(caller, deadline, target, input));
    try {
      threads.execute(() -> perform(nested));
    } catch (RejectedExecutionException closing) {
      nested.refused(
          new Outcome.Failed(Reason.DRAINING, "the host is shutting down and takes no new calls"));
    }
    return nested;
  }

  private void perform(NestedCall nested) {
    try {
      if (!nested.dropped) {
        Invocation invocation = requests.invocation(nested.wish, pipeline);
        nested.begun(
            pipeline.run(
                invocation,
                record -> nested.ended(record.invocation().id().value(), record.outcome())));
      }
    } catch (NotBegunException refused) {
      nested.refused(refused.failed());
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "a call by " + nested.wish.caller().id() + " could not be begun", e);
      nested.refused(new Outcome.Failed(Reason.HOST_ERROR, "the host could not begin the call"));
    }
  }

  /** Ends the threads; what has not been begun is not. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** One call, from the thread that wants it to its end. */
  private static final class NestedCall implements Ongoing {

    private final Executor threads;
    private final NestedRequests.Wish wish;
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();
    private volatile @Nullable Call call;
    private volatile boolean dropped;

    NestedCall(Executor threads, NestedRequests.Wish wish) {
      this.threads = threads;
      this.wish = wish;
    }

    /** Either this sees that it has been dropped, or {@link #drop} sees the call. */
    void begun(Call begun) {
      call = begun;
      if (dropped) {
        begun.abandon();
      }
    }

    void refused(Outcome.Failed failed) {
      ended("", failed);
    }

    void ended(String id, Outcome outcome) {
      ended.complete(new Ended(id, StatusCodes.of(outcome), outcome));
    }

    @Override
    public Ended await() throws InterruptedException {
      try {
        return ended.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a call ends with an outcome, never otherwise", e);
      }
    }

    @Override
    public void drop() {
      dropped = true;
      try {
        threads.execute(this::abandon);
      } catch (RejectedExecutionException closing) {
        // Everything ends anyway.
      }
    }

    private void abandon() {
      Call begun = call;
      if (begun != null) {
        begun.abandon();
      }
    }
  }
}
