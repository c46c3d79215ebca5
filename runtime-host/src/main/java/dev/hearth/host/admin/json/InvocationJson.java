package dev.hearth.host.admin.json;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.history.LoggedLine;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Invocations as the control API shows them. */
public final class InvocationJson {

  private InvocationJson() {}

  public static ObjectNode entry(HistoryEntry entry) {
    ObjectNode json = Json.object();
    json.put("id", entry.id().value());
    json.put("function", entry.version().function().value());
    json.put("version", entry.version().number());
    json.put("trigger", entry.trigger().semanticName());
    json.put("method", entry.method());
    json.put("path", entry.path());
    json.put("state", entry.outcome().equals("success") ? "succeeded" : "failed");
    json.put("outcome", entry.outcome());
    json.put("status", entry.status());
    json.put("attempts", entry.attempt());
    json.put("async", entry.async());
    json.put("receivedAt", entry.receivedAt().toString());
    json.put("coldStart", entry.cold());
    json.put("traceId", entry.trace().traceId());
    json.put("sampledOneIn", entry.sampledOneIn());
    if (entry.unstoredBefore() > 0) {
      json.put("unstoredBefore", entry.unstoredBefore());
    }
    addTimes(json.putObject("timeMillis"), entry);
    json.putObject("usage")
        .put("cpuMillis", millis(entry.usage().cpuNanos()))
        .put("allocatedBytes", entry.usage().allocatedBytes())
        .put("peakBytes", entry.usage().peakBytes());
    if (!entry.detail().isEmpty()) {
      addError(json.putObject("error"), entry);
    }
    return json;
  }

  private static void addTimes(ObjectNode json, HistoryEntry entry) {
    json.put("queue", millis(entry.timings().queueNanos()));
    entry
        .timings()
        .coldStart()
        .ifPresent(start ->
            json.put("load", millis(start.loadNanos())).put("init", millis(start.initNanos())));
    json.put("run", millis(entry.timings().runNanos()));
    json.put("total", millis(entry.timings().totalNanos()));
  }

  private static void addError(ObjectNode json, HistoryEntry entry) {
    json.put("reason", entry.outcome());
    json.put("detail", entry.detail());
    if (!entry.error().type().isEmpty()) {
      json.put("type", entry.error().type());
      json.put("message", entry.error().message());
      json.put("stackTrace", entry.error().stackTrace());
    }
  }

  public static ObjectNode logs(InvocationId id, List<LoggedLine> lines) {
    ObjectNode json = Json.object().put("id", id.value());
    var list = json.putArray("lines");
    lines.forEach(line ->
        list.addObject()
            .put("at", line.line().at().toString())
            .put("level", line.line().level().toLowerCase(Locale.ROOT))
            .put("attempt", line.attempt())
            .put("source", line.line().source())
            .put("text", line.line().text()));
    return json;
  }

  /** Milliseconds with their microseconds. */
  public static double millis(long nanos) {
    return Math.max(0, nanos / 1_000) / 1_000.0;
  }
}
