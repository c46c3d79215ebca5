package dev.hearth.host.monitoring;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code OTEL_*} variables as OpenTelemetry's properties, Hearth's defaults filled in. The
 * names are those of the <a
 * href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">
 * specification</a>: {@code OTEL_SERVICE_NAME} is {@code otel.service.name}.
 *
 * @param given whether there is any such variable
 * @param properties what the SDK is configured with
 */
record TelemetrySettings(boolean given, Map<String, String> properties) {

  private static final String OTLP = "otel.exporter.otlp.";
  private static final List<String> SIGNALS = List.of("traces", "metrics", "logs");

  TelemetrySettings {
    properties = Map.copyOf(properties);
  }

  /**
   * Reads the variables that begin with {@code OTEL_}. Nothing is exported unless a variable asks
   * for it: {@code OTEL_TRACES_EXPORTER} and its like, or any {@code OTEL_EXPORTER_OTLP_*}, which
   * switches on OTLP for the signal it names or, if it names none, for all three.
   *
   * @throws IllegalArgumentException if OTLP over gRPC is asked for
   */
  static TelemetrySettings of(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith("OTEL_") && !value.isBlank()) {
        properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value.strip());
      }
    });
    Map<String, String> given = Map.copyOf(properties);
    SIGNALS.forEach(signal -> properties.putIfAbsent(exporter(signal), defaultFor(signal, given)));
    properties.putIfAbsent(OTLP + "protocol", "http/protobuf");
    refuseGrpc(properties);
    return new TelemetrySettings(!given.isEmpty(), properties);
  }

  /** Whether {@code traces}, {@code metrics} or {@code logs} leave the process by an exporter. */
  boolean exports(String signal) {
    return !"none".equals(properties.get(exporter(signal)))
        && !"true".equalsIgnoreCase(properties.get("otel.sdk.disabled"));
  }

  private static String exporter(String signal) {
    return "otel." + signal + ".exporter";
  }

  private static String defaultFor(String signal, Map<String, String> given) {
    return given.keySet().stream().anyMatch(name -> concerns(name, signal)) ? "otlp" : "none";
  }

  private static boolean concerns(String name, String signal) {
    return name.startsWith(OTLP)
        && (name.startsWith(OTLP + signal + ".")
            || SIGNALS.stream().noneMatch(other -> name.startsWith(OTLP + other + ".")));
  }

  private static void refuseGrpc(Map<String, String> properties) {
    properties.forEach((name, value) -> {
      if (name.startsWith(OTLP) && name.endsWith("protocol") && value.equals("grpc")) {
        throw new IllegalArgumentException(
            name.toUpperCase(Locale.ROOT).replace('.', '_')
                + "=grpc: Hearth speaks OTLP over HTTP only; use http/protobuf, and the"
                + " collector's port for HTTP, usually 4318");
      }
    });
  }
}
