package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvocationMetricsTest {

  private static final Attributes HELLO_HTTP =
      Attributes.of(SemanticAttributes.FAAS_NAME, "hello", SemanticAttributes.FAAS_TRIGGER, "http");

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final SdkMeterProvider provider =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final InvocationMetrics metrics =
      new InvocationMetrics(provider.get("test"), Examples::status);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void aSuccessIsCountedAndMeasured() {
    metrics.ended(Examples.ended("id-1", Examples.OK, Examples.WARM));
    metrics.ended(Examples.ended("id-2", Examples.OK, Examples.WARM));
    LongPointData invocations = counted("faas.invocations");
    assertThat(invocations.getValue()).isEqualTo(2);
    assertThat(invocations.getAttributes()).isEqualTo(HELLO_HTTP);
    assertThat(measured("faas.invoke_duration").getSum()).isEqualTo(40e-6, within(1e-12));
    assertThat(measured("hearth.queue.wait").getSum()).isEqualTo(2e-6, within(1e-12));
    assertThat(measured("faas.cpu_usage").getSum()).isEqualTo(30e-6, within(1e-12));
    assertThat(measured("faas.mem_usage").getSum()).isEqualTo(8192);
    assertThat(has("faas.errors")).isFalse();
    assertThat(has("faas.coldstarts")).isFalse();
  }

  @Test
  void aColdStartIsCountedWithBothItsPhases() {
    metrics.ended(Examples.ended("id-1", Examples.OK, Examples.COLD));
    assertThat(counted("faas.coldstarts").getValue()).isEqualTo(1);
    assertThat(measured("faas.init_duration").getSum()).isEqualTo(9e-6, within(1e-12));
    assertThat(metric("hearth.coldstart.phase").getHistogramData().getPoints())
        .extracting(point -> point.getAttributes().get(SemanticAttributes.PHASE))
        .containsExactlyInAnyOrder("load", "init");
  }

  @Test
  void aFailureIsCountedByItsOutcome() {
    metrics.ended(Examples.ended("id-1", Examples.THREW, Examples.WARM));
    LongPointData errors = counted("faas.errors");
    assertThat(errors.getValue()).isEqualTo(1);
    assertThat(errors.getAttributes())
        .isEqualTo(
            HELLO_HTTP.toBuilder().put(SemanticAttributes.OUTCOME, "function-error").build());
    assertThat(has("faas.invocations")).isFalse();
    assertThat(has("faas.timeouts")).isFalse();
  }

  @Test
  void eachOfTheThreeTimeoutsIsCountedAsOne() {
    for (Reason reason : List.of(Reason.QUEUE_TIMEOUT, Reason.INIT_TIMEOUT, Reason.RUN_TIMEOUT)) {
      metrics.ended(Examples.ended("id-1", new Outcome.Failed(reason, "Too long."), Examples.WARM));
    }
    assertThat(metric("faas.timeouts").getLongSumData().getPoints()).hasSize(3);
  }

  @Test
  void requestsOverHttpAreMeasuredByMethodRouteAndStatus() {
    metrics.ended(Examples.ended("id-1", Examples.THREW, Examples.WARM));
    HistogramPointData point = measured("http.server.request.duration");
    assertThat(point.getSum()).isEqualTo(30e-6, within(1e-12));
    assertThat(point.getAttributes())
        .isEqualTo(
            Attributes.builder()
                .put(SemanticAttributes.FAAS_NAME, "hello")
                .put(SemanticAttributes.HTTP_METHOD, "GET")
                .put(SemanticAttributes.HTTP_ROUTE, "/fn/hello")
                .put(SemanticAttributes.HTTP_STATUS, 502L)
                .build());
  }

  @Test
  void noFunctionCanMakeUpSeriesWithoutEnd() {
    for (int i = 0; i < 400; i++) {
      Outcome outcome = new Outcome.Answered(200 + i, List.of(), Payload.empty());
      InvocationRecord record =
          Examples.ended(
              Examples.invocation("id-" + i, Examples.http("M" + i, "/" + i), Examples.TRACE),
              outcome,
              Examples.WARM);
      metrics.ended(record);
    }
    assertThat(metric("http.server.request.duration").getHistogramData().getPoints())
        .hasSizeLessThanOrEqualTo(FunctionLabels.STATUSES + 4);
  }

  @Test
  void aSampledTraceIsNamedAsTheExemplarOfItsMeasurement() {
    metrics.ended(Examples.ended("id-1", Examples.OK, Examples.WARM));
    assertThat(measured("http.server.request.duration").getExemplars())
        .singleElement()
        .satisfies(exemplar ->
            assertThat(exemplar.getSpanContext().getTraceId()).isEqualTo(Examples.TRACE.traceId()));
  }

  private LongPointData counted(String name) {
    return metric(name).getLongSumData().getPoints().iterator().next();
  }

  private HistogramPointData measured(String name) {
    Collection<HistogramPointData> points = metric(name).getHistogramData().getPoints();
    return points.iterator().next();
  }

  private boolean has(String name) {
    return reader.collectAllMetrics().stream().anyMatch(metric -> metric.getName().equals(name));
  }

  private MetricData metric(String name) {
    return reader.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }
}
