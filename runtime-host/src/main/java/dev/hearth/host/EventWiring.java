package dev.hearth.host;

import dev.hearth.host.event.EventCodec;
import dev.hearth.host.event.fanout.EventPublisher;
import dev.hearth.host.event.fanout.Subscriptions;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.request.InvocationFactory;
import dev.hearth.host.request.event.AllowedOrigins;
import dev.hearth.host.request.event.EmittedEvents;
import dev.hearth.host.request.event.EventGateway;
import dev.hearth.host.validation.CallValidator;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * What takes in events, put together.
 *
 * @param gateway answers {@code /events}
 * @param emitted takes what functions emit
 */
record EventWiring(EventGateway gateway, EmittedEvents emitted) implements AutoCloseable {

  /** What it is made of. */
  record Parts(
      TaskQueue queue,
      CallValidator validator,
      InvocationFactory invocations,
      InvocationId.Source ids,
      Vertx vertx,
      Executor readers) {}

  /** Follows what is deployed from now on; made before anybody changes that. */
  static EventWiring open(HearthConfig config, Core core, Parts parts) {
    EventCodec.prepare();
    long maxBody = config.limits().body().bytes();
    EventPublisher publisher =
        new EventPublisher(
            parts.queue(),
            Subscriptions.of(core.registry()),
            parts.ids(),
            core.time(),
            new EventPublisher.Limits(config.events().dedupWindow(), config.maxHops(), maxBody));
    EmittedEvents emitted = new EmittedEvents(publisher);
    core.enforcers().calls().connect(emitted);
    return new EventWiring(
        new EventGateway(
            parts.validator(),
            parts.invocations(),
            publisher,
            new AllowedOrigins(config.events().allowedOrigins()),
            new EventGateway.Means(parts.vertx(), parts.readers(), maxBody)),
        emitted);
  }

  @Override
  public void close() {
    emitted.close();
  }
}
