package dev.hearth.host.invocation;

/**
 * What one call used.
 *
 * @param cpuNanos processor time of all its threads together, as far as it was seen
 * @param allocatedBytes bytes allocated by all its threads, direct buffers included
 * @param peakBytes an upper estimate of what it had in memory at once
 */
public record Usage(long cpuNanos, long allocatedBytes, long peakBytes) {

  /** Nothing ran. */
  public static final Usage NONE = new Usage(0, 0, 0);

  /** With the only upper bound of the peak there is without knowing of garbage collections. */
  public Usage(long cpuNanos, long allocatedBytes) {
    this(cpuNanos, allocatedBytes, allocatedBytes);
  }

  /** What was used since {@code before} was read, with this peak. */
  public Usage since(Usage before) {
    return new Usage(
        cpuNanos - before.cpuNanos(), allocatedBytes - before.allocatedBytes(), peakBytes);
  }
}
