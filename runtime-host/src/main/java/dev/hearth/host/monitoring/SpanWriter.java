package dev.hearth.host.monitoring;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Timings;
import dev.hearth.host.invocation.Trigger;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.function.ToIntFunction;

/**
 * Writes what is known of an ended invocation into its span and lays out the child spans: {@code
 * queue}, then {@code cold start} with {@code load} and {@code init} inside, then {@code run}, each
 * at the end of the one before; the host's own work is what remains at the end. Stateless.
 */
final class SpanWriter {

  private final Tracer tracer;
  private final ToIntFunction<Outcome> status;

  SpanWriter(Tracer tracer, ToIntFunction<Outcome> status) {
    this.tracer = tracer;
    this.status = status;
  }

  /** Completes and ends the invocation's own span. */
  void end(Span span, InvocationRecord record) {
    describe(span, record.invocation());
    span.setAttribute(SemanticAttributes.FAAS_COLDSTART, record.cold());
    if (http(record.invocation())) {
      span.setAttribute(SemanticAttributes.HTTP_STATUS, (long) status.applyAsInt(record.outcome()));
    }
    long start = epochNanos(record.invocation().receivedAt());
    long behindParts = parts(span, start, record.timings());
    judge(span, record.outcome(), behindParts);
    span.end(Math.max(start + record.timings().totalNanos(), behindParts), NANOSECONDS);
  }

  /** Nanoseconds since 1970, right until the year 2262. */
  static long epochNanos(Instant moment) {
    return moment.getEpochSecond() * 1_000_000_000L + moment.getNano();
  }

  private static boolean http(Invocation invocation) {
    return invocation.trigger() == Trigger.HTTP && invocation.input() instanceof Input.Http;
  }

  private static void describe(Span span, Invocation invocation) {
    String name = invocation.version().id().function().value();
    span.setAttribute(SemanticAttributes.FAAS_TRIGGER, invocation.trigger().semanticName());
    span.setAttribute(SemanticAttributes.FAAS_INVOCATION_ID, invocation.id().value());
    span.setAttribute(SemanticAttributes.FAAS_NAME, name);
    span.setAttribute(
        SemanticAttributes.FAAS_VERSION, Integer.toString(invocation.version().id().number()));
    span.setAttribute(SemanticAttributes.ATTEMPT, (long) invocation.attempt());
    if (http(invocation) && invocation.input() instanceof Input.Http request) {
      describe(span, request, SemanticAttributes.route(name));
    }
  }

  private static void describe(Span span, Input.Http request, String route) {
    String method = SemanticAttributes.method(request.method());
    boolean other = method.equals(SemanticAttributes.OTHER_METHOD);
    span.updateName((other ? "HTTP" : method) + " " + route);
    span.setAttribute(SemanticAttributes.HTTP_METHOD, method);
    if (other) {
      span.setAttribute(SemanticAttributes.HTTP_METHOD_ORIGINAL, request.method());
    }
    span.setAttribute(SemanticAttributes.HTTP_ROUTE, route);
    span.setAttribute(
        SemanticAttributes.URL_PATH, request.path().equals("/") ? route : route + request.path());
  }

  private static void judge(Span span, Outcome outcome, long at) {
    switch (outcome) {
      case Outcome.Answered answered -> {
        if (answered.status() >= 500) {
          span.setStatus(StatusCode.ERROR);
          span.setAttribute(SemanticAttributes.ERROR_TYPE, Integer.toString(answered.status()));
        }
      }
      case Outcome.Failed failed -> {
        span.setAttribute(SemanticAttributes.ERROR_TYPE, failed.reason().slug());
        if (failed.reason().component() != Reason.Component.CALLER) {
          span.setStatus(StatusCode.ERROR, failed.detail());
          span.addEvent(
              SemanticAttributes.EXCEPTION_EVENT,
              SemanticAttributes.ofFailure(failed),
              at,
              NANOSECONDS);
        }
      }
    }
  }

  private long parts(Span span, long start, Timings timings) {
    Context parent = Context.root().with(span);
    long at = part(parent, "queue", start, timings.queueNanos());
    if (timings.coldStart().isPresent()) {
      at = coldStart(parent, at, timings.coldStart().get());
    }
    return part(parent, "run", at, timings.runNanos());
  }

  private long coldStart(Context parent, long start, ColdStart cold) {
    Span span = open(parent, "cold start", start);
    Context inside = Context.root().with(span);
    long loaded = leaf(inside, "load", start, cold.loadNanos());
    long ready = leaf(inside, "init", loaded, cold.initNanos());
    span.end(ready, NANOSECONDS);
    return ready;
  }

  /** A part that did not happen leaves no span. */
  private long part(Context parent, String name, long start, long nanos) {
    return nanos > 0 ? leaf(parent, name, start, nanos) : start;
  }

  private long leaf(Context parent, String name, long start, long nanos) {
    open(parent, name, start).end(start + nanos, NANOSECONDS);
    return start + nanos;
  }

  private Span open(Context parent, String name, long start) {
    return tracer
        .spanBuilder(name)
        .setParent(parent)
        .setStartTimestamp(start, NANOSECONDS)
        .startSpan();
  }
}
