package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.LogLine;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogBridgeTest {

  private final InMemoryLogRecordExporter exporter = InMemoryLogRecordExporter.create();
  private final SdkLoggerProvider provider =
      SdkLoggerProvider.builder()
          .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
          .build();

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void everyLineGoesOutInTheTraceOfItsInvocation() {
    InvocationRecord record = Examples.ended("id-1", Examples.OK, Examples.WARM);
    record.log().add("WARNING", "com.acme.Hello", "careful");
    new LogBridge(provider.get("test"), true).ended(record);
    LogRecordData line = exporter.getFinishedLogRecordItems().getFirst();
    assertThat(line.getBodyValue()).isEqualTo(Value.of("careful"));
    assertThat(line.getSeverity()).isEqualTo(Severity.WARN);
    assertThat(line.getTimestampEpochNanos()).isEqualTo(SpanWriter.epochNanos(Examples.RECEIVED));
    assertThat(line.getSpanContext().getTraceId()).isEqualTo(Examples.TRACE.traceId());
    assertThat(line.getSpanContext().getSpanId()).isEqualTo(Examples.TRACE.spanId());
    assertThat(line.getAttributes().get(SemanticAttributes.FAAS_NAME)).isEqualTo("hello");
    assertThat(line.getAttributes().get(SemanticAttributes.LOG_SOURCE)).isEqualTo("com.acme.Hello");
  }

  @Test
  void aFailureEndsWithTheEventOfTheException() {
    new LogBridge(provider.get("test"), true)
        .ended(Examples.ended("id-1", Examples.THREW, Examples.WARM));
    List<LogRecordData> all = exporter.getFinishedLogRecordItems();
    assertThat(all).singleElement().satisfies(LogBridgeTest::tellsOfTheException);
  }

  private static void tellsOfTheException(LogRecordData event) {
    assertThat(event.getEventName()).isEqualTo("faas.invocation.exception");
    assertThat(event.getSeverity()).isEqualTo(Severity.ERROR);
    assertThat(event.getAttributes().get(SemanticAttributes.EXCEPTION_TYPE))
        .isEqualTo("com.acme.Boom");
  }

  @Test
  void aLineThatComesAfterTheEndGoesOutTooAndNoneTwice() {
    LogBridge bridge = new LogBridge(provider.get("test"), true);
    InvocationRecord record = Examples.ended("id-1", Examples.OK, Examples.WARM);
    bridge.logged(record.invocation(), line("before the end"), false);
    bridge.ended(record);
    bridge.logged(record.invocation(), line("after it"), true);
    assertThat(exporter.getFinishedLogRecordItems())
        .singleElement()
        .satisfies(late -> {
          assertThat(late.getBodyValue()).isEqualTo(Value.of("after it"));
          assertThat(late.getSpanContext().getSpanId()).isEqualTo(Examples.TRACE.spanId());
        });
  }

  private static LogLine line(String text) {
    return new LogLine(Examples.RECEIVED, "INFO", "stdout", text);
  }

  @Test
  void nothingGoesOutWithoutAnExporter() {
    InvocationRecord record = Examples.ended("id-1", Examples.THREW, Examples.WARM);
    record.log().add("INFO", "stdout", "hello");
    LogBridge silent = new LogBridge(provider.get("test"), false);
    silent.ended(record);
    silent.logged(record.invocation(), line("late"), true);
    assertThat(exporter.getFinishedLogRecordItems()).isEmpty();
  }
}
