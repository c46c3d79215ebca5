package dev.hearth.host.request;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationTracer;
import dev.hearth.host.invocation.Trigger;
import dev.hearth.host.registry.FunctionVersion;
import java.time.Instant;
import java.util.Random;

/** Makes invocations: gives each its id and its place in a trace. Any thread may use it. */
public final class InvocationFactory {

  private final TimeBasedEpochGenerator ids;
  private final InvocationTracer tracer;
  private final TimeSource time;

  /** A factory whose ids draw on {@code random}. */
  public InvocationFactory(Random random, InvocationTracer tracer, TimeSource time) {
    this.ids = Generators.timeBasedEpochGenerator(random);
    this.tracer = tracer;
    this.time = time;
  }

  /** The invocation that an HTTP request asks for. */
  public Invocation http(FunctionVersion version, Input.Http input) {
    InvocationId id = new InvocationId(ids.generate().toString());
    Instant receivedAt = time.now();
    return new Invocation(
        id,
        version,
        input,
        Trigger.HTTP,
        1,
        receivedAt,
        tracer.begin(version, id, receivedAt, input.headers()));
  }
}
