package dev.hearth.host.monitoring.history;

import java.time.Instant;

/**
 * Which log lines are wanted, the newest first.
 *
 * @param after only those at greater positions; 0 for all
 * @param before only those at smaller positions, to go on where an answer ended; {@link
 *     Long#MAX_VALUE} to begin with the newest
 * @param limit how many at most
 */
public record LogQuery(Filter filter, long after, long before, int limit) {

  /** The same with another limit. */
  public LogQuery limit(int other) {
    return new LogQuery(filter, after, before, other);
  }

  /** Whether a line is one of them, the limit aside. */
  public boolean wants(LoggedLine line) {
    return line.position() > after && line.position() < before && filter.wants(line);
  }

  /**
   * What a line must be like.
   *
   * @param function the function's name; empty for all
   * @param version the version's number; 0 for all
   * @param invocation the invocation's id; empty for all
   * @param least the least serious level
   * @param contains what its text must contain, letter for letter; empty for all
   * @param since only what was logged at this moment or later; {@link Instant#MIN} for all
   * @param until only what was logged before this moment; {@link Instant#MAX} for all
   */
  public record Filter(
      String function,
      int version,
      String invocation,
      LogLevel least,
      String contains,
      Instant since,
      Instant until) {

    /** Every line. */
    public static final Filter ALL =
        new Filter("", 0, "", LogLevel.TRACE, "", Instant.MIN, Instant.MAX);

    /** The lines of one invocation. */
    public static Filter of(String invocation) {
      return new Filter("", 0, invocation, LogLevel.TRACE, "", Instant.MIN, Instant.MAX);
    }

    boolean wants(LoggedLine line) {
      return (function.isEmpty() || line.version().function().value().equals(function))
          && (version == 0 || line.version().number() == version)
          && (invocation.isEmpty() || line.invocation().value().equals(invocation))
          && LogLevel.of(line.line().level()).compareTo(least) >= 0
          && !line.line().at().isBefore(since)
          && line.line().at().isBefore(until)
          && line.line().text().contains(contains);
    }
  }
}
