package dev.hearth.host.monitoring;

import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationListener;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;

/**
 * Hands what functions log to the configured exporter of logs, each line in the trace of its
 * invocation, and after them, if the invocation failed, the event {@code
 * faas.invocation.exception}. Stateless; does nothing where no exporter of logs is configured.
 */
public final class LogBridge implements InvocationListener {

  private final Logger logger;
  private final boolean exporting;

  /** A bridge to the host's telemetry. */
  public LogBridge(Telemetry telemetry) {
    this(telemetry.logger(), telemetry.exportsLogs());
  }

  LogBridge(Logger logger, boolean exporting) {
    this.logger = logger;
    this.exporting = exporting;
  }

  @Override
  public void ended(InvocationRecord record) {
    if (!exporting) {
      return;
    }
    Context context = TraceContexts.of(record.invocation().trace());
    Attributes attributes = attributes(record.invocation());
    for (LogLine line : record.log().lines()) {
      emit(line, context, attributes);
    }
    if (record.outcome() instanceof Outcome.Failed failed
        && failed.reason().component() != Reason.Component.CALLER) {
      emit(failed, context, attributes);
    }
  }

  @Override
  public void logged(Invocation invocation, LogLine line, boolean afterEnd) {
    if (exporting && afterEnd) {
      emit(line, TraceContexts.of(invocation.trace()), attributes(invocation));
    }
  }

  private static Attributes attributes(Invocation invocation) {
    return Attributes.of(
        SemanticAttributes.FAAS_NAME,
        invocation.version().id().function().value(),
        SemanticAttributes.FAAS_VERSION,
        Integer.toString(invocation.version().id().number()),
        SemanticAttributes.FAAS_INVOCATION_ID,
        invocation.id().value());
  }

  private void emit(LogLine line, Context context, Attributes attributes) {
    logger
        .logRecordBuilder()
        .setTimestamp(line.at())
        .setContext(context)
        .setSeverity(severity(line.level()))
        .setSeverityText(line.level())
        .setBody(line.text())
        .setAllAttributes(attributes)
        .setAttribute(SemanticAttributes.LOG_SOURCE, line.source())
        .emit();
  }

  private void emit(Outcome.Failed failed, Context context, Attributes attributes) {
    logger
        .logRecordBuilder()
        .setContext(context)
        .setSeverity(Severity.ERROR)
        .setEventName(SemanticAttributes.EXCEPTION_EVENT)
        .setAllAttributes(attributes)
        .setAllAttributes(SemanticAttributes.ofFailure(failed))
        .emit();
  }

  private static Severity severity(String level) {
    return switch (level) {
      case "TRACE" -> Severity.TRACE;
      case "DEBUG" -> Severity.DEBUG;
      case "INFO" -> Severity.INFO;
      case "WARNING" -> Severity.WARN;
      case "ERROR" -> Severity.ERROR;
      default -> Severity.UNDEFINED_SEVERITY_NUMBER;
    };
  }
}
