package dev.hearth.host;

import dev.hearth.host.admin.Tasks;
import dev.hearth.host.invocation.InvocationTracer;
import dev.hearth.host.monitoring.Gauges;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.queue.durable.TaskStore;
import dev.hearth.host.request.InvocationFactory;
import dev.hearth.host.request.async.AsyncGateway;
import dev.hearth.host.request.async.TaskEndings;
import dev.hearth.host.request.async.WatchedTaskStore;
import dev.hearth.host.request.hook.HookGateway;
import io.vertx.core.Vertx;

/**
 * All durable work of a host: what takes it in, what runs it, what tells of it. Begun and closed by
 * the thread that starts and stops the host.
 *
 * @param tasks what the control API shows and changes
 */
record DurableWork(BackgroundWork background, AsyncGateway gateway, HookGateway hooks, Tasks tasks)
    implements AutoCloseable {

  /** What calls are made of. */
  record Means(
      InvocationPipeline pipeline,
      InvocationFactory invocations,
      InvocationTracer tracer,
      Vertx vertx) {}

  /** Puts it together; nothing runs yet. */
  static DurableWork of(
      HearthConfig config, Core core, Surroundings surroundings, Means means, Gauges gauges) {
    TaskEndings endings = new TaskEndings();
    TaskStore store = new WatchedTaskStore(core.store().tasks(), endings);
    BackgroundWork background =
        new BackgroundWork(
            config.tasks(),
            new BackgroundWork.Means(
                store,
                core.registry(),
                means.pipeline(),
                means.tracer(),
                surroundings.time(),
                surroundings.draws()),
            gauges);
    AsyncGateway gateway =
        new AsyncGateway(
            new AsyncGateway.Durable(background.queue(), store, endings),
            new AsyncGateway.Calls(
                means.pipeline(), means.invocations(), core.registry(), core.keys()),
            new AsyncGateway.Worker(background.dispatcher(), background.dispatcher()::due),
            config.idempotencyWindow(),
            means.vertx(),
            surroundings.time());
    return new DurableWork(
        background,
        gateway,
        Webhooks.gateway(
            config, core, means.pipeline(), background.queue(), means.invocations(), means.vertx()),
        new Tasks(
            store,
            gateway.canceller(),
            core.registry(),
            background.dispatcher()::due,
            surroundings.time()));
  }

  /** Takes over what an earlier run of the host has left and begins to work. */
  void begin(Housekeeping housekeeping) {
    background.begin(housekeeping);
  }

  /** Begins nothing more; what is under way goes on. */
  void drain() {
    background.drain();
  }

  /** How many calls have begun whose end is not durable yet and whose callers wait. */
  int unsettled() {
    return gateway.unsettled();
  }

  /** Ends what is still under way and stores what becomes of it. */
  @Override
  public void close() {
    background.close();
    gateway.close();
  }
}
