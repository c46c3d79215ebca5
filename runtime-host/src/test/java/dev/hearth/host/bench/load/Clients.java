package dev.hearth.host.bench.load;

import java.time.Duration;

/**
 * How those behave who call.
 *
 * @param attempts how often one tries at most while it is answered 429 or 503, at least 1
 * @param backoff the longest wait before the second attempt; doubled before each further one, and
 *     any part of it by chance (full jitter). What {@code Retry-After} says is ignored
 * @param inTime an answer after this is late
 * @param patience a call without an answer after this is given up, its connection closed
 * @param connections how many connections one stream may have
 */
public record Clients(
    int attempts, Duration backoff, Duration inTime, Duration patience, int connections) {

  /** Those that take no for an answer. */
  public static Clients modest() {
    return new Clients(1, Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(2), 2_000);
  }

  /**
   * Those that try four times, after up to 0.1, 0.2 and 0.4 s: AWS SDK for Java 2 makes four
   * attempts at throttled calls unless it is told otherwise.
   */
  public static Clients stubborn() {
    return new Clients(
        4, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2), 2_000);
  }
}
