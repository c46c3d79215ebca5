package dev.hearth.host.monitoring.history;

import dev.hearth.host.monitoring.HistoryEntry;
import java.util.List;

/** What is written at once. */
public record HistoryBatch(List<HistoryEntry> invocations, List<LoggedLine> lines) {

  public HistoryBatch {
    invocations = List.copyOf(invocations);
    lines = List.copyOf(lines);
  }

  boolean isEmpty() {
    return invocations.isEmpty() && lines.isEmpty();
  }
}
