package dev.hearth.host.sandbox;

/**
 * How full the heap was after the last garbage collection. Written by one thread, read by any; what
 * is read together may be from two collections, which an estimate can bear.
 */
public final class HeapLevel {

  private volatile long collections;
  private volatile long usedBytes;

  /** So many collections have ended; the last left so many bytes in use. */
  public void collected(long number, long usedAfterwards) {
    usedBytes = usedAfterwards;
    collections = number;
  }

  /** How many collections there have been. */
  public long collections() {
    return collections;
  }

  /** What the last one left, in bytes. */
  public long usedBytes() {
    return usedBytes;
  }
}
