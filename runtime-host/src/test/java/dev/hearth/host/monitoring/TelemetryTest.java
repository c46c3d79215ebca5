package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.TraceParent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetryTest {

  @Test
  void callsItselfHearthUnlessTheVariablesNameIt() {
    assertThat(pageOf(Map.of())).contains("service_name=\"hearth\"");
    assertThat(pageOf(Map.of("OTEL_SERVICE_NAME", "shop"))).contains("service_name=\"shop\"");
    assertThat(pageOf(Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.name=inn,a=b")))
        .contains("service_name=\"inn\"");
    assertThat(pageOf(Map.of("OTEL_METRIC_EXPORT_INTERVAL", "5s")))
        .contains("service_name=\"hearth\"");
  }

  private static String pageOf(Map<String, String> environment) {
    try (Telemetry telemetry = Telemetry.start(environment)) {
      new Gauges(telemetry).gauge("hearth.one", "One.", "{one}", () -> 1);
      return telemetry.prometheusPage().render("").body().text();
    }
  }

  @Test
  void saysWhichVariableIsWrong() {
    assertThatThrownBy(() -> Telemetry.start(Map.of("OTEL_TRACES_EXPORTER", "pigeon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OTEL_")
        .hasMessageContaining("pigeon");
  }

  @Test
  void honoursTheSampler() {
    Map<String, String> environment =
        Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_TRACES_SAMPLER", "always_off");
    try (Telemetry telemetry = Telemetry.start(environment)) {
      InvocationSpans spans = new InvocationSpans(telemetry, Examples::status);
      assertThat(begin(spans).sampled()).isFalse();
      assertThat(spans.openSpans()).isZero();
    }
  }

  @Test
  void sendsSpansMetricsAndLogsToTheCollectorThatTheEnvironmentNames() {
    try (Collector collector = new Collector()) {
      TraceParent trace;
      try (Telemetry telemetry =
          Telemetry.start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url()))) {
        InvocationSpans spans = new InvocationSpans(telemetry, Examples::status);
        trace = begin(spans);
        InvocationRecord record =
            Examples.ended(
                Examples.invocation("id-1", Examples.http("GET", "/"), trace),
                Examples.OK,
                Examples.COLD);
        record.log().add("INFO", "stdout", "a line of the function");
        spans.ended(record);
        new InvocationMetrics(telemetry, Examples::status).ended(record);
        new LogBridge(telemetry).ended(record);
      }
      assertThat(trace.sampled()).isTrue();
      assertThat(collector.received("/v1/traces")).contains("GET /fn/hello", "cold start");
      assertThat(collector.received("/v1/metrics")).contains("faas.coldstarts");
      assertThat(collector.received("/v1/logs")).contains("a line of the function");
    }
  }

  private static TraceParent begin(InvocationSpans spans) {
    return spans.begin(
        Examples.HELLO,
        Examples.ended("id-1", Examples.OK, Examples.WARM).invocation().id(),
        Examples.RECEIVED,
        List.of());
  }
}
