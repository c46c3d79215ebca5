package dev.hearth.host.monitoring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationListener;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.InvocationTracer;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.TraceParent;
import dev.hearth.host.registry.FunctionVersion;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Gives each invocation its place in a trace and, if spans are exported and this trace is sampled,
 * makes its spans. Used by every thread; the open spans are in a concurrent map.
 *
 * <p>Where no exporter of spans is configured, ids are still given and a caller's trace goes on,
 * but nothing is recorded and the flag {@code sampled} says so.
 */
public final class InvocationSpans implements InvocationTracer, InvocationListener {

  /** Open spans kept at most, should invocations begin that never end. */
  private static final int OPEN_SPANS = 100_000;

  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private final boolean exporting;
  private final SpanWriter writer;
  private final TraceHeaders getter = new TraceHeaders();
  private final IdGenerator ids = IdGenerator.random();
  private final Cache<InvocationId, Span> open =
      Caffeine.newBuilder().maximumSize(OPEN_SPANS).executor(Runnable::run).build();

  /**
   * Spans by the host's telemetry.
   *
   * @param status the HTTP status that an outcome is answered with
   */
  public InvocationSpans(Telemetry telemetry, ToIntFunction<Outcome> status) {
    this(telemetry.tracer(), telemetry.propagator(), telemetry.exportsTraces(), status);
  }

  InvocationSpans(
      Tracer tracer,
      TextMapPropagator propagator,
      boolean exporting,
      ToIntFunction<Outcome> status) {
    this.tracer = tracer;
    this.propagator = propagator;
    this.exporting = exporting;
    this.writer = new SpanWriter(tracer, status);
  }

  @Override
  public TraceParent begin(
      FunctionVersion version, InvocationId id, Instant receivedAt, List<HeaderField> headers) {
    Context parent = propagator.extract(Context.root(), headers, getter);
    if (!exporting) {
      return unrecorded(Span.fromContext(parent).getSpanContext());
    }
    Span span =
        tracer
            .spanBuilder(version.id().function().value())
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(receivedAt)
            .startSpan();
    if (span.isRecording()) {
      open.put(id, span);
    }
    SpanContext place = span.getSpanContext();
    return new TraceParent(
        place.getTraceId(), place.getSpanId(), place.isSampled(), text(place.getTraceState()));
  }

  private TraceParent unrecorded(SpanContext parent) {
    String trace = parent.isValid() ? parent.getTraceId() : ids.generateTraceId();
    return new TraceParent(trace, ids.generateSpanId(), false, text(parent.getTraceState()));
  }

  private static String text(TraceState state) {
    if (state.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    state.forEach((key, value) ->
        text.append(text.isEmpty() ? "" : ",").append(key).append('=').append(value));
    return text.toString();
  }

  @Override
  public void ended(InvocationRecord record) {
    if (!exporting) {
      return;
    }
    Span span = open.asMap().remove(record.invocation().id());
    if (span != null) {
      writer.end(span, record);
    }
  }

  /** How many spans have begun and not ended. */
  long openSpans() {
    return open.estimatedSize();
  }
}
