package dev.hearth.host.pool;

import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.sandbox.Instance;
import java.time.Duration;

/** One live instance as the pool keeps it. Guarded by the pool's lock. */
final class Pooled {

  /** So that the next use is told to the cache. */
  static final long LONG_AGO = Long.MIN_VALUE / 2;

  private static final KeepWindow FOR_EVER = KeepWindow.stay(Duration.ofDays(36_500).toNanos());

  private final Instance instance;
  private final KeepAlivePolicy policy;
  private final IdleTimes times;
  private final boolean pinned;
  private final long bytes;
  private KeepWindow window = FOR_EVER;
  private long idleSinceNanos;

  /** How long it stays if it was started before its first call; 0 from that call on. */
  long preWarmedNanos;

  int inUse;
  long touchedNanos = LONG_AGO;
  boolean gone;

  /** Changed under the lock, read without it. */
  volatile boolean condemned;

  Pooled(Instance instance, KeepAlivePolicy policy, IdleTimes times, boolean pinned) {
    this.instance = instance;
    this.policy = policy;
    this.times = times;
    this.pinned = pinned;
    this.bytes = instance.footprintBytes();
  }

  Instance instance() {
    return instance;
  }

  RevisionId revision() {
    return instance.version().revision();
  }

  /** It serves a call after none. */
  void wakes(long now) {
    if (preWarmedNanos > 0) {
      times.missed(now); // the one before it left, and would have been found
      preWarmedNanos = 0;
      touchedNanos = LONG_AGO;
    } else {
      times.found(now - idleSinceNanos);
    }
  }

  /** It serves no call from now on. */
  void rests(long now) {
    idleSinceNanos = now;
  }

  /** It leaves, though it would have served further calls. */
  void departs() {
    if (preWarmedNanos == 0) {
      times.left(idleSinceNanos);
    }
  }

  /** Considers anew how long it stays; true if that is another time than before. */
  boolean reconsider(boolean alone) {
    long before = window.stayNanos();
    if (preWarmedNanos > 0) {
      window = KeepWindow.stay(preWarmedNanos);
    } else if (!pinned) {
      window = policy.window(times.histogram(), alone);
    }
    return window.stayNanos() != before;
  }

  /** How long it stays without a call, as last considered. */
  KeepWindow window() {
    return window;
  }

  /** How much longer it will be idle, as far as can be told, in nanoseconds. */
  double remainingNanos(long now, long standardNanos) {
    return times.histogram().remainingNanos(now - idleSinceNanos, standardNanos);
  }

  /** Counts against the manifest's {@code concurrency.warm}: it stays even when idle. */
  boolean pinned() {
    return pinned;
  }

  /** Whether it serves no call and may leave for others. */
  boolean isSpare() {
    return inUse == 0 && !pinned;
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
