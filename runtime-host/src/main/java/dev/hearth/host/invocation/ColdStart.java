package dev.hearth.host.invocation;

/**
 * How an instance came to be, in the parts of its time.
 *
 * @param loadNanos reading the artifact, making the class loader and loading the handler's class
 * @param initNanos static initialisers and the handler's constructor
 */
public record ColdStart(long loadNanos, long initNanos) {

  /** The whole start, in nanoseconds. */
  public long totalNanos() {
    return loadNanos + initNanos;
  }
}
