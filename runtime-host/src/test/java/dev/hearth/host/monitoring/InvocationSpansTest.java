package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Timings;
import dev.hearth.host.invocation.TraceParent;
import dev.hearth.host.invocation.Trigger;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvocationSpansTest {

  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE_ID + "-b7ad6b7169203331-01";
  private static final long START = SpanWriter.epochNanos(Examples.RECEIVED);

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(exporter))
          .setSampler(Sampler.parentBased(Sampler.alwaysOn()))
          .build();
  private final InvocationSpans spans = spans(true);

  private InvocationSpans spans(boolean exporting) {
    return new InvocationSpans(
        provider.get("test"), W3CTraceContextPropagator.getInstance(), exporting, Examples::status);
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void aColdCallHasAColdStartSpanWithLoadAndInitInside() {
    run(Examples.http("GET", "/"), Examples.OK, Examples.COLD);
    SpanData server = span("GET /fn/hello");
    SpanData cold = span("cold start");
    assertThat(cold.getParentSpanId()).isEqualTo(server.getSpanId());
    assertThat(span("load").getParentSpanId()).isEqualTo(cold.getSpanId());
    assertThat(span("init").getParentSpanId()).isEqualTo(cold.getSpanId());
    assertThat(server.getAttributes().get(SemanticAttributes.FAAS_COLDSTART)).isTrue();
    assertTime(span("queue"), 0, 1_000);
    assertTime(cold, 1_000, 10_000);
    assertTime(span("load"), 1_000, 5_000);
    assertTime(span("init"), 5_000, 10_000);
    assertTime(span("run"), 10_000, 30_000);
    assertTime(server, 0, 40_000);
  }

  private static void assertTime(SpanData span, long from, long to) {
    assertThat(span.getStartEpochNanos() - START).as(span.getName()).isEqualTo(from);
    assertThat(span.getEndEpochNanos() - START).as(span.getName()).isEqualTo(to);
  }

  @Test
  void aWarmCallHasNoColdStartSpan() {
    run(Examples.http("GET", "/"), Examples.OK, Examples.WARM);
    assertThat(exporter.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .containsExactlyInAnyOrder("GET /fn/hello", "queue", "run");
    assertThat(span("GET /fn/hello").getAttributes().get(SemanticAttributes.FAAS_COLDSTART))
        .isFalse();
  }

  @Test
  void partsThatDidNotHappenHaveNoSpan() {
    run(
        Examples.http("GET", "/"),
        new Outcome.Failed(Reason.OVERLOADED, "Try again."),
        new Timings(0, Optional.empty(), 0, 10));
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
  }

  @Test
  void aSpanOfHttpTellsFunctionRequestAndStatus() {
    TraceParent trace = run(Examples.http("POST", "/orders/7"), Examples.OK, Examples.WARM);
    SpanData server = span("POST /fn/hello");
    assertThat(server.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(server.getSpanId()).isEqualTo(trace.spanId());
    assertThat(server.getTraceId()).isEqualTo(trace.traceId());
    assertThat(text(server, "faas.trigger")).isEqualTo("http");
    assertThat(text(server, "faas.invocation_id")).isEqualTo("id-1");
    assertThat(text(server, "faas.name")).isEqualTo("hello");
    assertThat(text(server, "faas.version")).isEqualTo("3");
    assertThat(text(server, "http.request.method")).isEqualTo("POST");
    assertThat(text(server, "http.route")).isEqualTo("/fn/hello");
    assertThat(text(server, "url.path")).isEqualTo("/fn/hello/orders/7");
    assertThat(server.getAttributes().get(SemanticAttributes.HTTP_STATUS)).isEqualTo(200);
    assertThat(server.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void aMethodThatHttpDoesNotKnowIsNotPutIntoTheName() {
    run(Examples.http("BREW", "/"), Examples.OK, Examples.WARM);
    SpanData server = span("HTTP /fn/hello");
    assertThat(text(server, "http.request.method")).isEqualTo("_OTHER");
    assertThat(text(server, "http.request.method_original")).isEqualTo("BREW");
  }

  @Test
  void whatIsNotHttpIsNamedAfterTheFunction() {
    InvocationId id = new InvocationId("id-1");
    TraceParent trace = spans.begin(Examples.HELLO, id, Examples.RECEIVED, List.of());
    Input input = Examples.http("POST", "/");
    Invocation timer =
        new Invocation(
            id,
            Examples.HELLO,
            input,
            Trigger.TIMER,
            2,
            Examples.RECEIVED,
            trace,
            Lineage.ROOT,
            Examples.HELLO.spec().lane(),
            Duration.ZERO);
    spans.ended(Examples.ended(timer, Examples.OK, Examples.WARM));
    SpanData server = span("hello");
    assertThat(text(server, "faas.trigger")).isEqualTo("timer");
    assertThat(text(server, "http.route")).isNull();
    assertThat(server.getAttributes().get(SemanticAttributes.ATTEMPT)).isEqualTo(2);
  }

  @Test
  void aFunctionThatThrewMakesAnErrorWithTheException() {
    run(Examples.http("GET", "/"), Examples.THREW, Examples.WARM);
    SpanData server = span("GET /fn/hello");
    assertThat(server.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(text(server, "error.type")).isEqualTo("function-error");
    assertThat(server.getEvents())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getName()).isEqualTo("faas.invocation.exception");
          assertThat(event.getAttributes().get(SemanticAttributes.EXCEPTION_TYPE))
              .isEqualTo("com.acme.Boom");
          assertThat(event.getAttributes().get(SemanticAttributes.EXCEPTION_MESSAGE))
              .isEqualTo("bang");
          assertThat(event.getAttributes().get(SemanticAttributes.EXCEPTION_STACKTRACE))
              .contains("com.acme.Hello");
        });
  }

  @Test
  void aMistakeOfTheCallerIsNoErrorOfTheSpan() {
    run(
        Examples.http("GET", "/"),
        new Outcome.Failed(Reason.INVALID_REQUEST, "The body is no JSON."),
        Examples.WARM);
    SpanData server = span("GET /fn/hello");
    assertThat(server.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(text(server, "error.type")).isEqualTo("invalid-request");
    assertThat(server.getEvents()).isEmpty();
  }

  @Test
  void anAnswerOf500IsAnErrorOfTheSpan() {
    run(
        Examples.http("GET", "/"),
        new Outcome.Answered(503, List.of(), Payload.empty()),
        Examples.WARM);
    SpanData server = span("GET /fn/hello");
    assertThat(server.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(text(server, "error.type")).isEqualTo("503");
  }

  @Test
  void theCallersSpanIsTheParentAndItsTraceStateGoesOn() {
    TraceParent trace = begin(Examples.headers("Traceparent", PARENT, "tracestate", "a=1, b=2"));
    spans.ended(
        Examples.ended(
            Examples.invocation("id-1", Examples.http("GET", "/"), trace),
            Examples.OK,
            Examples.WARM));
    assertThat(trace.traceId()).isEqualTo(TRACE_ID);
    assertThat(trace.sampled()).isTrue();
    assertThat(trace.tracestate()).isEqualTo("a=1,b=2");
    assertThat(span("GET /fn/hello").getParentSpanId()).isEqualTo("b7ad6b7169203331");
  }

  @Test
  void aCallerThatDoesNotSampleIsHeeded() {
    TraceParent trace = begin(Examples.headers("traceparent", PARENT.replace("-01", "-00")));
    assertThat(trace.traceId()).isEqualTo(TRACE_ID);
    assertThat(trace.sampled()).isFalse();
    assertThat(spans.openSpans()).isZero();
  }

  @Test
  void twoTraceParentsAreNone() {
    TraceParent trace = begin(Examples.headers("traceparent", PARENT, "traceparent", PARENT));
    assertThat(trace.traceId()).isNotEqualTo(TRACE_ID);
  }

  @Test
  void noSpanStaysOpenAfterTheEnd() {
    run(Examples.http("GET", "/"), Examples.OK, Examples.WARM);
    assertThat(spans.openSpans()).isZero();
  }

  @Test
  void withoutAnExporterTheTraceGoesOnUnsampledAndNothingIsKept() {
    InvocationSpans quiet = spans(false);
    InvocationId id = new InvocationId("id-1");
    List<HeaderField> headers = Examples.headers("traceparent", PARENT, "tracestate", "a=1");
    TraceParent one = quiet.begin(Examples.HELLO, id, Examples.RECEIVED, headers);
    TraceParent two = quiet.begin(Examples.HELLO, id, Examples.RECEIVED, headers);
    assertThat(one.traceId()).isEqualTo(TRACE_ID);
    assertThat(one.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(two.spanId());
    assertThat(one.spanId()).isNotEqualTo("b7ad6b7169203331");
    assertThat(one.sampled()).isFalse();
    assertThat(one.tracestate()).isEqualTo("a=1");
    assertThat(quiet.openSpans()).isZero();
    quiet.ended(Examples.ended("id-1", Examples.OK, Examples.WARM));
    assertThat(exporter.getFinishedSpanItems()).isEmpty();
  }

  private TraceParent run(Input input, Outcome outcome, Timings timings) {
    TraceParent trace = begin(List.of());
    spans.ended(Examples.ended(Examples.invocation("id-1", input, trace), outcome, timings));
    return trace;
  }

  private TraceParent begin(List<HeaderField> headers) {
    return spans.begin(Examples.HELLO, new InvocationId("id-1"), Examples.RECEIVED, headers);
  }

  private SpanData span(String name) {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no span " + name));
  }

  private static @Nullable String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }
}
