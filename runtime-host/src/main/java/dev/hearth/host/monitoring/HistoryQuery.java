package dev.hearth.host.monitoring;

import dev.hearth.host.invocation.Trigger;
import java.time.Instant;
import java.util.Optional;

/**
 * Which invocations are wanted, the newest first.
 *
 * @param before only those at smaller positions, to go on where an answer ended; {@link
 *     Long#MAX_VALUE} to begin with the newest
 * @param limit how many at most
 */
public record HistoryQuery(Filter filter, long before, int limit) {

  /** The newest invocations of all functions. */
  public static HistoryQuery newest(int limit) {
    return new HistoryQuery(Filter.ALL, Long.MAX_VALUE, limit);
  }

  /** The same with another limit. */
  public HistoryQuery limit(int other) {
    return new HistoryQuery(filter, before, other);
  }

  /** Whether an invocation is one of them, the limit aside. */
  public boolean wants(HistoryEntry entry) {
    return entry.position() < before && filter.wants(entry);
  }

  /**
   * What an invocation must be like.
   *
   * @param function the function's name; empty for all
   * @param version the version's number; 0 for all
   * @param outcome the outcome's slug, or {@link #FAILED}; empty for all
   * @param trigger what caused it; empty for all
   * @param coldOnly only first calls of an instance
   * @param attempt which attempt; 0 for all
   * @param since only what was received at this moment or later; {@link Instant#MIN} for all
   * @param until only what was received before this moment; {@link Instant#MAX} for all
   * @param leastNanos only what took at least this long in all
   */
  public record Filter(
      String function,
      int version,
      String outcome,
      Optional<Trigger> trigger,
      boolean coldOnly,
      int attempt,
      Instant since,
      Instant until,
      long leastNanos) {

    /** Stands for every outcome but success. */
    public static final String FAILED = "failed";

    /** Every invocation. */
    public static final Filter ALL =
        new Filter("", 0, "", Optional.empty(), false, 0, Instant.MIN, Instant.MAX, 0);

    boolean wants(HistoryEntry entry) {
      return wantsFunction(entry)
          && wantsOutcome(entry.outcome())
          && (attempt == 0 || entry.attempt() == attempt)
          && (trigger.isEmpty() || trigger.get() == entry.trigger())
          && (!coldOnly || entry.cold())
          && wantsTime(entry);
    }

    private boolean wantsFunction(HistoryEntry entry) {
      return (function.isEmpty() || entry.version().function().value().equals(function))
          && (version == 0 || entry.version().number() == version);
    }

    private boolean wantsOutcome(String slug) {
      return outcome.isEmpty()
          || outcome.equals(slug)
          || (outcome.equals(FAILED) && !slug.equals(HistoryEntry.SUCCESS));
    }

    private boolean wantsTime(HistoryEntry entry) {
      return !entry.receivedAt().isBefore(since)
          && entry.receivedAt().isBefore(until)
          && entry.timings().totalNanos() >= leastNanos;
    }
  }
}
