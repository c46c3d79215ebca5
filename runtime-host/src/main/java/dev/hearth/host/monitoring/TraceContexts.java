package dev.hearth.host.monitoring;

import dev.hearth.host.invocation.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;

/** An invocation's place in a trace, as OpenTelemetry's API wants it. */
final class TraceContexts {

  private TraceContexts() {}

  /** The context of the invocation's own span. */
  static Context of(TraceParent trace) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.create(
                    trace.traceId(),
                    trace.spanId(),
                    trace.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                    TraceState.getDefault())));
  }
}
