package dev.hearth.host.monitoring;

import dev.hearth.host.config.ByteSize;

/**
 * How much history is kept in memory.
 *
 * @param entries invocations at most
 * @param bytes what they may take together, by a generous estimate
 * @param plainPerSecond plain successes, warm and first attempts, that are all kept each second
 * @param sampleOneIn of those beyond, one in so many is kept
 */
public record HistoryLimits(int entries, ByteSize bytes, int plainPerSecond, int sampleOneIn) {

  public HistoryLimits {
    if (entries < 1 || plainPerSecond < 0 || sampleOneIn < 1) {
      throw new IllegalArgumentException(
          "the history needs at least 1 entry, no negative rate, and a sample of 1 in 1 or more");
    }
  }

  /** 10,000 invocations in 64 MiB; 100 plain successes a second, then 1 in 100. */
  public static HistoryLimits defaults() {
    return new HistoryLimits(10_000, ByteSize.mebibytes(64), 100, 100);
  }
}
