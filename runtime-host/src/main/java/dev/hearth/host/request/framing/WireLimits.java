package dev.hearth.host.request.framing;

import java.time.Duration;

/**
 * How much and how slowly a client may send over one HTTP/1 connection.
 *
 * @param maxInitialLine bytes of the request line with its line end, and of empty lines before it
 * @param maxHeaderBytes bytes of all header and trailer lines of one request, line ends included
 * @param headerTimeout from the first byte of a request, or from connecting, to the end of its head
 * @param bodyWindow in each stretch of this length at least {@code minBodyBytes} of a body must
 *     come
 * @param minBodyBytes bytes; 1 asks only for some progress
 * @param idle how long a connection without a request stays open; it may last half as long again
 * @param stall how long a client may take nothing of what is sent; it may last half as long again
 */
public record WireLimits(
    int maxInitialLine,
    int maxHeaderBytes,
    Duration headerTimeout,
    Duration bodyWindow,
    int minBodyBytes,
    Duration idle,
    Duration stall) {

  /** The host's defaults: 8 KiB, 16 KiB, 10 s, 1 KiB in 10 s, 60 s, 10 s. */
  public static final WireLimits DEFAULTS =
      new WireLimits(
          8 * 1024,
          16 * 1024,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          1024,
          Duration.ofSeconds(60),
          Duration.ofSeconds(10));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a size is below 512 bytes, {@code minBodyBytes} below 1,
   *     or a duration not positive
   */
  public WireLimits {
    atLeast(maxInitialLine, 512, "maxInitialLine");
    atLeast(maxHeaderBytes, 512, "maxHeaderBytes");
    atLeast(minBodyBytes, 1, "minBodyBytes");
    positive(headerTimeout, "headerTimeout");
    positive(bodyWindow, "bodyWindow");
    positive(idle, "idle");
    positive(stall, "stall");
  }

  private static void atLeast(int value, int least, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be at least " + least);
    }
  }

  private static void positive(Duration value, String name) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be positive");
    }
  }
}
