package dev.hearth.host.monitoring.history;

import dev.hearth.host.config.ByteSize;
import java.time.Duration;

/**
 * How much is kept on disk.
 *
 * @param invocations records of invocations
 * @param lines log lines
 * @param buffer what may wait in memory to be written, in all
 */
public record RetentionLimits(Limit invocations, Limit lines, ByteSize buffer) {

  /**
   * The limit of one kind; whichever is reached first holds.
   *
   * @param keep how long
   * @param bytes how much, by the estimate of {@link HistoryStore.Kept}
   */
  public record Limit(Duration keep, ByteSize bytes) {}

  Limit of(HistoryStore.Kind kind) {
    return switch (kind) {
      case INVOCATIONS -> invocations;
      case LINES -> lines;
    };
  }
}
