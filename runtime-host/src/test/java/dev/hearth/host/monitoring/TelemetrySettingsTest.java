package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetrySettingsTest {

  @Test
  void exportsNothingUnlessAsked() {
    TelemetrySettings settings =
        TelemetrySettings.of(Map.of("PATH", "/bin", "OTEL_SERVICE_NAME", "shop"));
    assertThat(settings.exports("traces")).isFalse();
    assertThat(settings.exports("metrics")).isFalse();
    assertThat(settings.exports("logs")).isFalse();
    assertThat(settings.properties())
        .containsEntry("otel.service.name", "shop")
        .containsEntry("otel.traces.exporter", "none")
        .containsEntry("otel.metrics.exporter", "none")
        .containsEntry("otel.logs.exporter", "none")
        .doesNotContainKey("path");
  }

  @Test
  void anOtlpEndpointAloneSwitchesAllThreeSignalsOn() {
    TelemetrySettings settings =
        TelemetrySettings.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"));
    assertThat(settings.exports("traces")).isTrue();
    assertThat(settings.exports("metrics")).isTrue();
    assertThat(settings.exports("logs")).isTrue();
  }

  @Test
  void anOtlpVariableOfOneSignalSwitchesOnlyThatOneOn() {
    TelemetrySettings settings =
        TelemetrySettings.of(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector:4318"));
    assertThat(settings.exports("traces")).isTrue();
    assertThat(settings.exports("metrics")).isFalse();
    assertThat(settings.exports("logs")).isFalse();
  }

  @Test
  void anExporterThatIsNamedWinsOverTheEndpoint() {
    TelemetrySettings settings =
        TelemetrySettings.of(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
                "OTEL_METRICS_EXPORTER", "none"));
    assertThat(settings.exports("traces")).isTrue();
    assertThat(settings.exports("metrics")).isFalse();
  }

  @Test
  void nothingIsExportedWhenTheSdkIsDisabled() {
    TelemetrySettings settings =
        TelemetrySettings.of(Map.of("OTEL_SDK_DISABLED", "true", "OTEL_TRACES_EXPORTER", "otlp"));
    assertThat(settings.exports("traces")).isFalse();
  }

  @Test
  void emptyVariablesCountAsNotSet() {
    TelemetrySettings settings = TelemetrySettings.of(Map.of("OTEL_TRACES_EXPORTER", " "));
    assertThat(settings.given()).isFalse();
    assertThat(settings.exports("traces")).isFalse();
  }

  @Test
  void refusesGrpcAndNamesTheVariableAndTheWayOut() {
    assertThatThrownBy(
            () -> TelemetrySettings.of(Map.of("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "grpc")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=grpc")
        .hasMessageContaining("http/protobuf");
  }
}
