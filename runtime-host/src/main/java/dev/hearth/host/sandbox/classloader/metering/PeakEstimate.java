package dev.hearth.host.sandbox.classloader.metering;

import dev.hearth.host.sandbox.HeapLevel;

/**
 * Estimates from above what a call had in memory at once: what it has allocated since the last
 * collection, and as much of what it allocated before as the heap has grown since the call began.
 * Owned by the meter of one call.
 */
public final class PeakEstimate {

  private final HeapLevel heap;
  private final long usedAtBegin;
  private long collections;
  private long carriedBytes;
  private long sinceBytes;
  private long lastBytes;
  private long peakBytes;

  /** Begins to estimate now. */
  public PeakEstimate(HeapLevel heap) {
    this.heap = heap;
    this.collections = heap.collections();
    this.usedAtBegin = heap.usedBytes();
  }

  /** The estimate, now that the call has allocated so many bytes. */
  public long at(long allocatedBytes) {
    if (heap.collections() != collections) {
      collections = heap.collections();
      note(lastBytes);
      long grown = Math.max(0, heap.usedBytes() - usedAtBegin);
      carriedBytes = usedAtBegin == 0 ? lastBytes : Math.min(grown, lastBytes);
      sinceBytes = lastBytes;
    }
    lastBytes = allocatedBytes;
    note(allocatedBytes);
    return peakBytes;
  }

  private void note(long allocatedBytes) {
    peakBytes = Math.max(peakBytes, carriedBytes + allocatedBytes - sinceBytes);
  }
}
