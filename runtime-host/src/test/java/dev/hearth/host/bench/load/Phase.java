package dev.hearth.host.bench.load;

import java.time.Duration;

/** A time during which a stream sends in one way. */
public sealed interface Phase {

  /** How long it is. */
  Duration length();

  /**
   * Open loop: calls come by chance (a Poisson process), as those of many independent clients do.
   *
   * @param perSecond calls a second on average, at least 0
   */
  record Random(double perSecond, Duration length) implements Phase {}

  /**
   * Open loop: calls come one every {@code period}.
   *
   * @param period between two calls, longer than zero
   */
  record Even(Duration period, Duration length) implements Phase {}

  /**
   * Closed loop: each caller calls again when it has its answer.
   *
   * @param callers how many, at least 1
   */
  record Closed(int callers, Duration length) implements Phase {}
}
