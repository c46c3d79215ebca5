package dev.hearth.host.monitoring;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The host's OpenTelemetry SDK, configured by the {@code OTEL_*} variables; nothing is exported
 * unless they ask for it. Immutable and used by every thread; it is not registered globally.
 */
public final class Telemetry implements AutoCloseable {

  /** The instrumentation scope of all that the host tells. */
  static final String SCOPE = "dev.hearth.host";

  /** Combinations of attributes kept for an instrument; further ones are counted as one. */
  static final int SERIES_PER_INSTRUMENT = 10_000;

  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
  private static final long CLOSE_SECONDS = 5;

  private final OpenTelemetrySdk sdk;
  private final PrometheusMetricReader reader;
  private final TelemetrySettings settings;

  private Telemetry(
      OpenTelemetrySdk sdk, PrometheusMetricReader reader, TelemetrySettings settings) {
    this.sdk = sdk;
    this.reader = reader;
    this.settings = settings;
  }

  /**
   * Builds the SDK and starts its exporters, if any.
   *
   * @param environment the process's variables, of which those named {@code OTEL_*} count
   * @throws IllegalArgumentException if they are wrong; the message says which and how to mend it
   */
  public static Telemetry start(Map<String, String> environment) {
    TelemetrySettings settings = TelemetrySettings.of(environment);
    PrometheusMetricReader reader =
        PrometheusMetricReader.builder().setOtelScopeLabelsEnabled(false).build();
    // Looking for providers that nobody asked for would double the time this takes.
    OpenTelemetrySdk sdk = settings.given() ? configured(settings, reader) : bare(reader);
    return new Telemetry(sdk, reader, settings);
  }

  private static OpenTelemetrySdk configured(
      TelemetrySettings settings, PrometheusMetricReader reader) {
    try {
      return AutoConfiguredOpenTelemetrySdk.builder()
          .disableShutdownHook()
          .setServiceClassLoader(Telemetry.class.getClassLoader())
          .addPropertiesCustomizer(_ -> settings.properties())
          .addResourceCustomizer((resource, _) -> named(resource))
          .addMeterProviderCustomizer(
              (meters, _) -> meters.registerMetricReader(reader, _ -> SERIES_PER_INSTRUMENT))
          .build()
          .getOpenTelemetrySdk();
    } catch (ConfigurationException wrong) {
      throw new IllegalArgumentException(
          "the OpenTelemetry variables (OTEL_*) cannot be used; correct or unset them: "
              + wrong.getMessage(),
          wrong);
    }
  }

  private static OpenTelemetrySdk bare(PrometheusMetricReader reader) {
    SdkMeterProvider meters =
        SdkMeterProvider.builder()
            .setResource(named(Resource.getDefault()))
            .registerMetricReader(reader, _ -> SERIES_PER_INSTRUMENT)
            .build();
    return OpenTelemetrySdk.builder()
        .setMeterProvider(meters)
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .build();
  }

  private static Resource named(Resource resource) {
    String name = resource.getAttribute(SERVICE_NAME);
    return name != null && !name.startsWith("unknown_service")
        ? resource
        : resource.merge(Resource.create(Attributes.of(SERVICE_NAME, "hearth")));
  }

  /** Whether an exporter of spans is configured; if not, no span need be made. */
  public boolean exportsTraces() {
    return settings.exports("traces");
  }

  /** Whether an exporter of logs is configured. */
  public boolean exportsLogs() {
    return settings.exports("logs");
  }

  /** Where instruments are made. */
  public Meter meter() {
    return sdk.getMeterProvider().get(SCOPE);
  }

  /** The metrics of {@link #meter} as a page for Prometheus. */
  public PrometheusPage prometheusPage() {
    return new PrometheusPage(reader);
  }

  Tracer tracer() {
    return sdk.getTracerProvider().get(SCOPE);
  }

  Logger logger() {
    return sdk.getLogsBridge().get(SCOPE);
  }

  TextMapPropagator propagator() {
    return sdk.getPropagators().getTextMapPropagator();
  }

  /** Sends what waits to be sent, for at most five seconds, and stops the exporters. */
  @Override
  public void close() {
    sdk.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
