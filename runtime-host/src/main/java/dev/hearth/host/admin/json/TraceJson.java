package dev.hearth.host.admin.json;

import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.monitoring.HistoryEntry;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The spans of one invocation, laid out from its recorded times: the same that are exported when an
 * exporter is configured.
 */
public final class TraceJson {

  private TraceJson() {}

  public static ObjectNode of(HistoryEntry entry) {
    ObjectNode json = Json.object();
    json.put("traceId", entry.trace().traceId());
    json.put("spanId", entry.trace().spanId());
    json.put("exported", entry.trace().sampled());
    ArrayNode spans = json.putArray("spans");
    long queue = entry.timings().queueNanos();
    Optional<ColdStart> cold = entry.timings().coldStart();
    add(spans, "invocation", "", 0, entry.timings().totalNanos());
    add(spans, "queue", "invocation", 0, queue);
    cold.ifPresent(start -> {
      add(spans, "cold start", "invocation", queue, start.totalNanos());
      add(spans, "load", "cold start", queue, start.loadNanos());
      add(spans, "init", "cold start", queue + start.loadNanos(), start.initNanos());
    });
    long runBegin = queue + cold.map(ColdStart::totalNanos).orElse(0L);
    add(spans, "run", "invocation", runBegin, entry.timings().runNanos());
    return json;
  }

  private static void add(
      ArrayNode spans, String name, String parent, long startNanos, long durationNanos) {
    ObjectNode span = spans.addObject().put("name", name);
    if (!parent.isEmpty()) {
      span.put("parent", parent);
    }
    span.put("startMillis", InvocationJson.millis(startNanos));
    span.put("durationMillis", InvocationJson.millis(durationNanos));
  }
}
