package dev.hearth.host.invocation;

/**
 * What one call used.
 *
 * @param cpuNanos processor time of the call's own thread
 * @param allocatedBytes bytes allocated by the call's own thread
 */
public record Usage(long cpuNanos, long allocatedBytes) {

  /** Nothing ran. */
  public static final Usage NONE = new Usage(0, 0);
}
