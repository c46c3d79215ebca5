package dev.hearth.host.request.event;

import dev.hearth.function.Event;
import dev.hearth.host.event.fanout.EventPublisher;
import dev.hearth.host.event.fanout.Publication;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.TraceParent;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.response.StatusCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Publishes what functions emit. A thread of a function only hands its event over and waits: the
 * host's own code, with its locks, runs on threads of the host, since a function's thread may be
 * interrupted at any moment or have no room left on its stack. Any thread may use it.
 */
public final class EmittedEvents implements AutoCloseable {

  private static final Logger LOG = System.getLogger(EmittedEvents.class.getName());

  /** They only find who wants an event; nothing waits here. */
  private static final int THREADS = 2;

  private static final int TAKEN_IN = 202;

  private final EventPublisher publisher;
  private final ThreadPoolExecutor threads;

  /** Events go to {@code publisher}. The threads start at once, in the caller's group. */
  public EmittedEvents(EventPublisher publisher) {
    this.publisher = publisher;
    // A queue without locks: a thread that breaks off while it adds leaves it to others.
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new LinkedTransferQueue<>(),
            Thread.ofPlatform().name("hearth-emit-", 1).daemon(true).factory());
    threads.prestartAllCoreThreads();
  }

  /** As {@link FunctionCalls#emit}. */
  public FunctionCalls.Ongoing emit(Invocation caller, Event event) {
    Emission emission = new Emission();
    try {
      threads.execute(() -> publish(caller, event, emission));
    } catch (RejectedExecutionException closing) {
      emission.refused(
          new Outcome.Failed(Reason.DRAINING, "the host is shutting down and takes no new events"));
    }
    return emission;
  }

  private void publish(Invocation caller, Event event, Emission emission) {
    try {
      Optional<Outcome.Failed> refusal = refuse(caller.version(), event.type());
      if (refusal.isPresent()) {
        emission.refused(refusal.get());
        return;
      }
      var _ =
          publisher
              .publish(traced(event, caller.trace()), caller.lineage().hops() + 1, List.of())
              .whenComplete(
                  (publication, failure) -> emission.published(caller, publication, failure));
    } catch (RuntimeException | Error e) {
      emission.failed(caller, e);
    }
  }

  /** Why a function may not publish events of a type. */
  private static Optional<Outcome.Failed> refuse(FunctionVersion caller, String type) {
    return caller.spec().confinement().permissions().mayEmit(type)
        ? Optional.empty()
        : Optional.of(
            new Outcome.Failed(
                Reason.FORBIDDEN,
                "the function "
                    + caller.id()
                    + " may not emit "
                    + type
                    + ": `permissions: {emit: [\""
                    + type
                    + "\"]}` in its manifest would allow it"));
  }

  private static Event traced(Event event, TraceParent trace) {
    if (event.extensions().containsKey("traceparent")) {
      return event;
    }
    Event.Builder traced = event.toBuilder().extension("traceparent", trace.header());
    if (!trace.tracestate().isEmpty()) {
      traced.extension("tracestate", trace.tracestate());
    }
    return traced.build();
  }

  /** Ends the threads; what has not been begun is not. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** One event, from the thread that emits it to its end. */
  private static final class Emission implements FunctionCalls.Ongoing {

    private final CompletableFuture<FunctionCalls.Ended> ended = new CompletableFuture<>();

    void published(Invocation caller, Publication publication, Throwable failure) {
      if (failure != null) {
        failed(caller, failure);
        return;
      }
      switch (publication) {
        case Publication.Accepted(var id, _, _) ->
            ended.complete(
                new FunctionCalls.Ended(
                    id, TAKEN_IN, new Outcome.Answered(TAKEN_IN, List.of(), Payload.empty())));
        case Publication.Refused(var why) -> refused(why);
      }
    }

    void refused(Outcome.Failed why) {
      ended.complete(new FunctionCalls.Ended("", StatusCodes.of(why), why));
    }

    void failed(Invocation caller, Throwable failure) {
      LOG.log(Level.ERROR, "an event of " + caller.id() + " could not be published", failure);
      refused(new Outcome.Failed(Reason.HOST_ERROR, "the host could not take in the event"));
    }

    @Override
    public FunctionCalls.Ended await() throws InterruptedException {
      try {
        return ended.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("an emission ends with an outcome, never otherwise", e);
      }
    }

    @Override
    public void drop() {
      // Whoever it was may be gone; the event is taken in or not.
    }
  }
}
