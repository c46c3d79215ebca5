package dev.hearth.host.scheduling;

import dev.hearth.host.pool.WarmPool;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the instances that the host has and is about to have against the most that it may. Any
 * thread may use it; claims are guarded by itself.
 */
final class CapacityLedger {

  private final WarmPool pool;
  private final int maxInstances;
  private final AtomicInteger starting = new AtomicInteger();

  CapacityLedger(WarmPool pool, int maxInstances) {
    this.pool = pool;
    this.maxInstances = maxInstances;
  }

  /** Whether there seems to be room for one more instance, if need be in place of an idle one. */
  boolean hasRoom() {
    return !isFull() || pool.idle() > 0;
  }

  /**
   * Enters the start of an instance; where the host is full, the coldest idle one leaves for it.
   *
   * @return false if there is no room and none that could leave; then nothing is entered
   */
  synchronized boolean tryStart() {
    if (isFull() && !pool.evictColdest()) {
      return false;
    }
    starting.incrementAndGet();
    return true;
  }

  /** The start has ended: the instance is in the pool, or there is none. */
  void startEnded() {
    starting.decrementAndGet();
  }

  private boolean isFull() {
    return pool.live() + starting.get() >= maxInstances;
  }
}
