package dev.hearth.host.request.async;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.OnceKey;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.queue.durable.Target;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.request.DurableCalls.Asked;
import dev.hearth.host.request.InvocationFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Makes tasks of calls and has them taken in. Any event loop may use it. */
final class Intake {

  /** More than this takes an event loop too long to digest. */
  private static final int QUICK_BYTES = 64 * 1024;

  private final TaskQueue queue;
  private final InvocationFactory invocations;
  private final Executor aside;
  private final Duration window;
  private final TimeSource time;

  /**
   * An intake.
   *
   * @param aside runs what takes an event loop too long
   * @param window how long an {@code Idempotency-Key} is remembered
   */
  Intake(
      TaskQueue queue,
      InvocationFactory invocations,
      Executor aside,
      Duration window,
      TimeSource time) {
    this.queue = queue;
    this.invocations = invocations;
    this.aside = aside;
    this.window = window;
    this.time = time;
  }

  /** The task that a call becomes. */
  NewTask task(Asked call, Wish wish, Payload body) {
    Input.Http input = call.input(body);
    Instant now = time.now();
    Instant due = now.plus(wish.delay());
    return new NewTask(
        invocations.nextId(),
        new Target(call.address().function(), call.address().qualifier()),
        Origin.CALL,
        input,
        call.lineage().hops(),
        trace(input),
        new NewTask.Terms(
            now,
            due,
            due.plus(call.version().spec().retry().maxAge()),
            wish.key().isPresent(),
            wish.orderKey()));
  }

  private static List<HeaderField> trace(Input.Http input) {
    return input.headers().stream()
        .filter(field ->
            field.name().equalsIgnoreCase("traceparent")
                || field.name().equalsIgnoreCase("tracestate"))
        .toList();
  }

  /**
   * Has a task taken in.
   *
   * @param leasedUntil when present, it is run by whoever asks
   * @return ends on a thread that must not be held up; never throws by itself
   */
  CompletableFuture<Acceptance> accept(
      Asked call, Wish wish, NewTask task, Optional<Instant> leasedUntil) {
    if (wish.key().isEmpty()) {
      return accept(new Arrival(List.of(task), Optional.empty(), Optional.empty(), leasedUntil));
    }
    if (task.input().body().size() <= QUICK_BYTES) {
      return accept(arrival(call, wish.key().get(), task, leasedUntil));
    }
    try {
      return CompletableFuture.supplyAsync(
              () -> arrival(call, wish.key().get(), task, leasedUntil), aside)
          .thenCompose(this::accept);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(full);
    }
  }

  private CompletableFuture<Acceptance> accept(Arrival arrival) {
    try {
      return queue.accept(arrival);
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private Arrival arrival(Asked call, String key, NewTask task, Optional<Instant> leasedUntil) {
    String address = Objects.requireNonNullElse(call.request().path(), "");
    OnceKey once =
        new OnceKey(
            "call:" + task.target().function(),
            key,
            PayloadDigest.of(address, (Input.Http) task.input()),
            task.terms().acceptedAt().plus(window));
    return new Arrival(List.of(task), Optional.empty(), Optional.of(once), leasedUntil);
  }
}
