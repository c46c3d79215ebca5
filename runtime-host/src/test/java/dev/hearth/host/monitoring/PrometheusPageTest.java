package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusPageTest {

  /** A comment, or a name with labels and a value, as the text format 0.0.4 has them. */
  private static final Pattern LINE =
      Pattern.compile(
          "# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* .+"
              + "|[a-zA-Z_:][a-zA-Z0-9_:]*"
              + "(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\\n]|\\\\[\\\\n\"])*\",?)*})?"
              + " (NaN|[+-]?Inf|[-+0-9.eE]+)");

  private static final Pattern SUFFIX = Pattern.compile("_(total|seconds|bytes|bucket)");

  private final Telemetry telemetry = Telemetry.start(Map.of());
  private final InvocationMetrics metrics = new InvocationMetrics(telemetry, Examples::status);

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void everyLineIsOfTheTextFormat() {
    exercise();
    PrometheusPage.Page page = telemetry.prometheusPage().render("*/*");
    assertThat(page.contentType()).startsWith("text/plain; version=0.0.4");
    assertThat(page.body().text().lines().toList())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).matches(LINE));
    assertThat(page.body().text())
        .contains("faas_invocations_total{faas_name=\"hello\",faas_trigger=\"http\"} 1")
        .contains("faas_invoke_duration_seconds_bucket")
        .contains("le=\"+Inf\"")
        .contains("hearth_queue_wait_seconds_count");
  }

  @Test
  void everyMetricThatHasANameIsOnThePage() throws IllegalAccessException {
    exercise();
    // What the JVM tells of its collections comes later, by a thread of its own.
    List<String> awaited = List.of(MetricNames.JVM_GC_DURATION);
    String page =
        SUFFIX.matcher(telemetry.prometheusPage().render("").body().text()).replaceAll("");
    for (Field constant : MetricNames.class.getDeclaredFields()) {
      String name = (String) constant.get(null);
      if (!awaited.contains(name)) {
        assertThat(page).as(name).contains("# TYPE " + name.replace('.', '_') + " ");
      }
    }
  }

  @Test
  void openMetricsIsSpokenToWhoAsksForIt() {
    exercise();
    PrometheusPage.Page page =
        telemetry
            .prometheusPage()
            .render("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
    assertThat(page.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(page.body().text()).endsWith("# EOF\n").contains("# {span_id=\"");
  }

  @Test
  void aGaugeIsReadWhenThePageIs() {
    AtomicLong alive = new AtomicLong(3);
    Gauges gauges = new Gauges(telemetry);
    gauges.gauge("hearth.pool.instances", "Instances alive.", "{instance}", alive::get);
    gauges.counter("hearth.leaks", "Leaks found.", "{leak}", () -> 2);
    assertThat(text()).contains("\nhearth_pool_instances 3.0\n", "\nhearth_leaks_total 2.0\n");
    alive.set(4);
    assertThat(text()).contains("\nhearth_pool_instances 4.0\n");
  }

  @Test
  void thePageDoesNotDependOnTheExporterOfMetrics() {
    try (Telemetry other = Telemetry.start(Map.of("OTEL_METRICS_EXPORTER", "none"))) {
      new Gauges(other).gauge("hearth.one", "One.", "{one}", () -> 1);
      assertThat(other.prometheusPage().render("").body().text()).contains("hearth_one 1.0");
    }
  }

  private String text() {
    return telemetry.prometheusPage().render("").body().text();
  }

  private void exercise() {
    try (JvmMetrics _ = new JvmMetrics(telemetry)) {
      metrics.ended(Examples.ended("id-1", Examples.OK, Examples.COLD));
      metrics.ended(
          Examples.ended(
              "id-2", new Outcome.Failed(Reason.RUN_TIMEOUT, "Too long."), Examples.WARM));
    }
  }
}
