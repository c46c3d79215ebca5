package dev.hearth.host.pool;

import dev.hearth.host.sandbox.Instance;
import java.time.Duration;

/** One live instance as the pool keeps it. Guarded by the pool's lock. */
final class Pooled {

  /** So that the next use is told to the cache. */
  static final long LONG_AGO = Long.MIN_VALUE / 2;

  private final Instance instance;
  private final Duration keepAlive;
  private final boolean pinned;
  private final long bytes;
  int inUse;
  long touchedNanos = LONG_AGO;
  boolean condemned;

  Pooled(Instance instance, Duration keepAlive, boolean pinned) {
    this.instance = instance;
    this.keepAlive = keepAlive;
    this.pinned = pinned;
    this.bytes = instance.footprintBytes();
  }

  Instance instance() {
    return instance;
  }

  Duration keepAlive() {
    return pinned ? Duration.ofDays(36_500) : keepAlive;
  }

  /** Counts against the manifest's {@code concurrency.warm}: it stays even when idle. */
  boolean pinned() {
    return pinned;
  }

  /** Its weight in kibibytes; a pinned one weighs nothing, so that it is not evicted. */
  int weight() {
    return pinned ? 0 : (int) Math.min(Integer.MAX_VALUE, bytes >> 10);
  }

  long bytes() {
    return bytes;
  }

  boolean hasRoom() {
    return !condemned && inUse < instance.version().spec().concurrency().perInstance();
  }
}
