package dev.hearth.host.request.async;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.queue.durable.TaskCancellation;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.request.CallHeaders;
import dev.hearth.host.request.DurableCalls;
import dev.hearth.host.request.InvocationFactory;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The gateway's side of durable calls: takes them, and tells what became of them. Any event loop
 * may use it.
 */
public final class AsyncGateway implements DurableCalls, AutoCloseable {

  private static final List<String> FIELDS =
      List.of(Preferences.PREFER, IdempotencyKey.FIELD, CallHeaders.DELAY, CallHeaders.ORDER_KEY);

  private final Desk desk;
  private final RunningCalls running = new RunningCalls();
  private final TaskCanceller canceller;
  private final TaskGateway tasks;
  private final Vertx vertx;

  /**
   * A gateway.
   *
   * @param window how long an {@code Idempotency-Key} is remembered
   */
  public AsyncGateway(
      Durable durable, Calls calls, Worker worker, Duration window, Vertx vertx, TimeSource time) {
    StoreTrouble trouble = new StoreTrouble(time);
    StoreThreads threads = new StoreThreads(trouble);
    Intake intake =
        new Intake(durable.queue(), calls.invocations(), threads.executor(), window, time);
    this.desk =
        new Desk(
            intake, durable.store(), threads, trouble, calls.pipeline(), calls.invocations(), time);
    this.canceller =
        new TaskCanceller(
            durable.store(),
            id -> running.cancel(id) || worker.running().cancel(id),
            worker.announce(),
            time);
    this.tasks =
        new TaskGateway(
            new LongPoll.Means(durable.store(), threads, durable.endings(), time),
            new TaskAccess(calls.keys(), calls.registry()),
            canceller,
            vertx);
    this.vertx = vertx;
  }

  /**
   * Where tasks are.
   *
   * @param store tells {@code endings} of what ends
   */
  public record Durable(TaskQueue queue, TaskStore store, TaskEndings endings) {}

  /**
   * Who runs what nobody waits for.
   *
   * @param running ends what runs
   * @param announce hears which function has a task, and from when on it is due; must not block
   */
  public record Worker(TaskCancellation running, BiConsumer<FunctionName, Instant> announce) {}

  /** What calls are made of. */
  public record Calls(
      InvocationPipeline pipeline,
      InvocationFactory invocations,
      FunctionRegistry registry,
      KeyRing keys) {}

  @Override
  public Optional<Taker> takerOf(Asked call) {
    MultiMap headers = call.request().headers();
    if (FIELDS.stream().noneMatch(headers::contains)) {
      return Optional.empty();
    }
    Wish wish = Wish.of(headers, call.version().spec().retry().maxAge());
    if (wish.isOrdinary()) {
      return Optional.empty();
    }
    return Optional.of(
        wish.later()
            ? new LaterCall(desk, call, wish, vertx.getOrCreateContext())
            : new KeyedCall(desk, running, call, wish, vertx.getOrCreateContext()));
  }

  /** Answers what is below {@code /invocations}. */
  public Handler<HttpServerRequest> tasks() {
    return tasks;
  }

  /** Calls tasks off. */
  public TaskCanceller canceller() {
    return canceller;
  }

  /** How many calls have begun whose end is not durable yet. */
  public int unsettled() {
    return running.count();
  }

  @Override
  public void close() {
    desk.threads().close();
  }
}
