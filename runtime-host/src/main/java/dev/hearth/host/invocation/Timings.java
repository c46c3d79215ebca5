package dev.hearth.host.invocation;

import java.util.Optional;

/**
 * The parts of an invocation's time, in nanoseconds. Queue, start and run follow each other and,
 * with the host's own work between them, make up the total.
 *
 * @param queueNanos waiting for a place
 * @param coldStart the start of the instance if this call was its first and waited for it
 * @param runNanos the function itself with the binding of its input and output
 * @param totalNanos from receiving the request to having the outcome
 */
public record Timings(
    long queueNanos, Optional<ColdStart> coldStart, long runNanos, long totalNanos) {

  /** What the start of the instance took; 0 for a warm call. */
  public long initNanos() {
    return coldStart.map(ColdStart::totalNanos).orElse(0L);
  }
}
