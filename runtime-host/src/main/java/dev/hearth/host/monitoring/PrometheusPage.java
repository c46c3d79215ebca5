package dev.hearth.host.monitoring;

import dev.hearth.host.invocation.Payload;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * The metrics as text for Prometheus, whatever else they are exported to. Immutable; any thread
 * renders.
 */
public final class PrometheusPage {

  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final PrometheusMetricReader reader;
  private final ExpositionFormatWriter plain = PrometheusTextFormatWriter.builder().build();
  private final ExpositionFormatWriter open = new OpenMetricsTextFormatWriter(false, true);

  PrometheusPage(PrometheusMetricReader reader) {
    this.reader = reader;
  }

  /**
   * Reads every instrument now.
   *
   * @param accept the request's {@code Accept} header, empty if it has none: OpenMetrics 1.0, with
   *     exemplars, for who names it, else the text format 0.0.4
   */
  public Page render(String accept) {
    ExpositionFormatWriter writer =
        accept.toLowerCase(Locale.ROOT).contains(OPEN_METRICS) ? open : plain;
    ByteArrayOutputStream text = new ByteArrayOutputStream(32 * 1024);
    try {
      writer.write(text, reader.collect(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page(writer.getContentType(), Payload.wrap(text.toByteArray()));
  }

  /**
   * A rendered page.
   *
   * @param contentType the value of its {@code Content-Type} header
   */
  public record Page(String contentType, Payload body) {}
}
