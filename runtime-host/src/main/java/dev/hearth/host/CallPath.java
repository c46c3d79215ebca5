package dev.hearth.host;

import dev.hearth.host.data.DataDirectory;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationListener;
import dev.hearth.host.monitoring.Gauges;
import dev.hearth.host.monitoring.InvocationMetrics;
import dev.hearth.host.monitoring.InvocationSpans;
import dev.hearth.host.monitoring.LogBridge;
import dev.hearth.host.monitoring.Telemetry;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.request.GatewayRouter;
import dev.hearth.host.request.HttpGateway;
import dev.hearth.host.request.InvocationFactory;
import dev.hearth.host.request.NestedCalls;
import dev.hearth.host.request.NestedRequests;
import dev.hearth.host.request.lambda.LambdaFront;
import dev.hearth.host.request.lambda.LambdaRoute;
import dev.hearth.host.request.lambda.control.LambdaControl;
import dev.hearth.host.request.lambda.invoke.InvokeMeans;
import dev.hearth.host.request.lambda.invoke.InvokeRoutes;
import dev.hearth.host.response.StatusCodes;
import dev.hearth.host.validation.CallValidator;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * The pipeline and all that feeds it: requests, calls of functions, tasks, events, schedules.
 * Begun, drained and closed by the thread that starts and stops the host.
 *
 * @param gateway answers on the gateway's listener
 */
record CallPath(
    InvocationPipeline pipeline,
    Histories histories,
    NestedCalls nested,
    DurableWork durable,
    EventWiring events,
    Schedules schedules,
    GatewayRouter gateway) {

  /** What it is made with. */
  record Means(
      Telemetry telemetry, FunctionLogEcho logEcho, Vertx vertx, ExecutorService workers) {}

  /** What everybody who feeds the pipeline needs. */
  private record Trunk(
      CallValidator validator,
      InvocationSpans spans,
      Histories histories,
      InvocationPipeline pipeline,
      InvocationId.Source ids,
      InvocationFactory invocations) {

    static Trunk open(HearthConfig config, Core core, Surroundings surroundings, Means means) {
      InvocationSpans spans = new InvocationSpans(means.telemetry(), StatusCodes::of);
      Histories histories =
          Histories.open(
              core.store().history(), config.history(), StatusCodes::of, surroundings.time());
      CallValidator validator = core.validator(config);
      InvocationId.Source ids = new InvocationId.Source(surroundings.ids());
      return new Trunk(
          validator,
          spans,
          histories,
          new InvocationPipeline(
              validator,
              core.scheduler(),
              listeners(means, spans, histories),
              core.enforcers().watchdog()::after,
              surroundings.time()),
          ids,
          new InvocationFactory(ids, spans, surroundings.time()));
    }
  }

  /** Puts it together; nothing runs yet but the writer of the history. */
  static CallPath open(HearthConfig config, Core core, Surroundings surroundings, Means means) {
    Trunk trunk = Trunk.open(config, core, surroundings, means);
    Gauges gauges = new Gauges(means.telemetry());
    HostGauges.register(gauges, core, trunk.pipeline(), trunk.histories());
    NestedCalls nested = nested(core, trunk, surroundings);
    DurableWork durable =
        DurableWork.of(
            config,
            core,
            surroundings,
            new DurableWork.Means(
                trunk.pipeline(), trunk.invocations(), trunk.spans(), means.vertx()),
            gauges);
    EventWiring events = events(config, core, trunk, durable, means);
    HttpGateway functions =
        new HttpGateway(
            core.registry(),
            trunk.pipeline(),
            trunk.invocations(),
            surroundings.draws(),
            means.vertx(),
            new HttpGateway.Ways(config.limits().streams(), durable.gateway()));
    return new CallPath(
        trunk.pipeline(),
        trunk.histories(),
        nested,
        durable,
        events,
        Schedules.open(
            core, trunk.ids(), config.tasks().maxBacklog(), durable.background().queue()),
        router(
            functions, durable, events, lambda(config, core, trunk, surroundings, durable, means)));
  }

  private static List<InvocationListener> listeners(
      Means means, InvocationSpans spans, Histories histories) {
    List<InvocationListener> listeners = new ArrayList<>();
    listeners.add(spans);
    listeners.add(new InvocationMetrics(means.telemetry(), StatusCodes::of));
    listeners.addAll(histories.listeners());
    listeners.add(new LogBridge(means.telemetry()));
    listeners.add(means.logEcho());
    return listeners;
  }

  private static NestedCalls nested(Core core, Trunk trunk, Surroundings surroundings) {
    NestedRequests requests =
        new NestedRequests(core.registry(), trunk.invocations(), surroundings.draws());
    NestedCalls nested = new NestedCalls(requests, trunk.pipeline());
    core.enforcers().calls().connect(nested);
    return nested;
  }

  private static EventWiring events(
      HearthConfig config, Core core, Trunk trunk, DurableWork durable, Means means) {
    return EventWiring.open(
        config,
        core,
        new EventWiring.Parts(
            durable.background().queue(),
            trunk.validator(),
            trunk.invocations(),
            trunk.ids(),
            means.vertx(),
            means.workers()));
  }

  private static LambdaFront lambda(
      HearthConfig config,
      Core core,
      Trunk trunk,
      Surroundings surroundings,
      DurableWork durable,
      Means means) {
    InvokeMeans invoke =
        new InvokeMeans(
            core.registry(),
            InvokeRoutes.registered(surroundings.draws()),
            trunk.pipeline(),
            trunk.invocations(),
            durable.background().queue(),
            config.limits().streams(),
            core.time());
    List<LambdaRoute> routes = new ArrayList<>(InvokeRoutes.of(invoke));
    routes.addAll(control(config, core));
    return new LambdaFront(
        routes,
        new LambdaFront.Means(
            core.keys(), trunk.ids()::next, means.workers(), means.vertx(), core.time()));
  }

  private static List<LambdaRoute> control(HearthConfig config, Core core) {
    DataDirectory data = new DataDirectory(config.data().toAbsolutePath().normalize());
    return LambdaControl.routes(
        new LambdaControl.Means(
            core.registry(),
            core.deployer(),
            data.uploads(),
            config.limits().upload(),
            config.scheduling().instances().max(),
            core.time()));
  }

  private static GatewayRouter router(
      HttpGateway functions, DurableWork durable, EventWiring events, LambdaFront lambda) {
    Map<String, Handler<HttpServerRequest>> bySegment = new HashMap<>();
    bySegment.put("invocations", durable.gateway().tasks());
    bySegment.put("hooks", durable.hooks());
    bySegment.put("events", events.gateway());
    LambdaFront.DATES.forEach(date -> bySegment.put(date, lambda));
    return new GatewayRouter(bySegment, functions);
  }

  /** Takes no new calls and begins no more tasks; those under way go on, for a while. */
  void drain(HearthConfig config) {
    pipeline.drain();
    schedules.close();
    durable.drain();
    Drain.await(() -> pipeline.inFlight() + durable.unsettled(), config.drainGrace());
    durable.close();
  }

  /** Ends what feeds the pipeline and stores what is left of the history; after the listeners. */
  void close() {
    nested.close();
    events.close();
    histories.close();
  }
}
