package dev.hearth.host.request;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationTracer;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Trigger;
import dev.hearth.host.registry.FunctionVersion;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes invocations: gives each its id and its place in a trace. Any thread may use it. */
public final class InvocationFactory {

  private final InvocationId.Source ids;
  private final InvocationTracer tracer;
  private final TimeSource time;

  /** A factory. */
  public InvocationFactory(InvocationId.Source ids, InvocationTracer tracer, TimeSource time) {
    this.ids = ids;
    this.tracer = tracer;
    this.time = time;
  }

  /**
   * What a request says of who asks for it, and until when.
   *
   * @throws IllegalArgumentException with a message for the caller, when it says it wrongly
   */
  public Lineage lineage(MultiMap headers) {
    return CallHeaders.lineage(headers::get, time.now());
  }

  /**
   * What a call by a function has from its caller, and by the fields that the function gave it.
   *
   * @param deadline when the caller ends
   * @throws IllegalArgumentException as {@link #lineage}
   */
  Lineage child(Invocation caller, Instant deadline, List<HeaderField> headers) {
    Lineage lineage = caller.lineage().child(deadline);
    Instant now = time.now();
    for (HeaderField field : headers) {
      if (field.name().equalsIgnoreCase(CallHeaders.TIMEOUT)) {
        lineage = lineage.until(now.plus(CallHeaders.timeout(field.value())));
      }
    }
    return lineage;
  }

  /** The invocation that an HTTP request asks for. */
  Invocation http(FunctionVersion version, Input.Http input, Lineage lineage) {
    return made(ids.next(), version, input, Trigger.HTTP, lineage);
  }

  /** The id of something that is not run yet. */
  public InvocationId nextId() {
    return ids.next();
  }

  /** The invocation that an HTTP request asks for, which is durable already as {@code id}. */
  public Invocation kept(
      InvocationId id, FunctionVersion version, Input.Http input, Lineage lineage) {
    return made(id, version, input, Trigger.HTTP, lineage);
  }

  /**
   * The invocation of a payload that is handed over as it is.
   *
   * @param trace {@code traceparent} and {@code tracestate} of whoever asks; may be empty
   */
  public Invocation direct(
      InvocationId id,
      FunctionVersion version,
      Input.Direct input,
      List<HeaderField> trace,
      Lineage lineage) {
    return made(id, version, new Cause(input, Trigger.OTHER, trace), lineage);
  }

  /** The invocation that a function asks for; its headers say where in the trace it belongs. */
  Invocation nested(FunctionVersion version, Input.Http input, Lineage lineage) {
    return made(ids.next(), version, input, Trigger.OTHER, lineage);
  }

  private Invocation made(
      InvocationId id,
      FunctionVersion version,
      Input.Http input,
      Trigger trigger,
      Lineage lineage) {
    return made(id, version, new Cause(input, trigger, input.headers()), lineage);
  }

  /** What an invocation is about, and the fields that say where in a trace it belongs. */
  private record Cause(Input input, Trigger trigger, List<HeaderField> trace) {}

  private Invocation made(InvocationId id, FunctionVersion version, Cause cause, Lineage lineage) {
    Instant receivedAt = time.now();
    return new Invocation(
        id,
        version,
        cause.input(),
        cause.trigger(),
        1,
        receivedAt,
        tracer.begin(version, id, receivedAt, cause.trace()),
        lineage,
        version.spec().lane(),
        Duration.ZERO);
  }
}
