package dev.hearth.host.monitoring.history;

import dev.hearth.host.monitoring.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What is written at once. */
public record HistoryBatch(List<HistoryEntry> invocations, List<LoggedLine> lines) {

  public HistoryBatch {
    invocations = List.copyOf(invocations);
    lines = List.copyOf(lines);
  }

  /** The first of {@code all}, until there are so many or they take so much; one at least. */
  static <T> List<T> first(Iterable<T> all, int most, long mostBytes, ToLongFunction<T> bytes) {
    List<T> first = new ArrayList<>();
    long taken = 0;
    for (T next : all) {
      taken += bytes.applyAsLong(next);
      if (first.size() == most || (taken > mostBytes && !first.isEmpty())) {
        break;
      }
      first.add(next);
    }
    return first;
  }

  /** A generous estimate of what it takes in memory. */
  public long bytes() {
    return invocations.stream().mapToLong(HistoryEntry::bytes).sum()
        + lines.stream().mapToLong(LoggedLine::bytes).sum();
  }

  boolean isEmpty() {
    return invocations.isEmpty() && lines.isEmpty();
  }
}
