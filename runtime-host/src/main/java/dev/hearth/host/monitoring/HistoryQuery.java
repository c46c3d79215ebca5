package dev.hearth.host.monitoring;

import java.time.Instant;

/**
 * Which of the recent invocations are wanted.
 *
 * @param function the function's name; empty for all
 * @param outcome the outcome's slug; empty for all
 * @param since only what was received at this moment or later; {@link Instant#MIN} for all
 * @param limit how many at most, the newest first
 */
public record HistoryQuery(String function, String outcome, Instant since, int limit) {

  /** The newest invocations of all functions. */
  public static HistoryQuery newest(int limit) {
    return new HistoryQuery("", "", Instant.MIN, limit);
  }

  boolean wants(HistoryEntry entry) {
    return (function.isEmpty() || entry.version().function().value().equals(function))
        && (outcome.isEmpty() || entry.outcome().equals(outcome))
        && !entry.receivedAt().isBefore(since);
  }
}
