package dev.hearth.host.scheduling;

import dev.hearth.host.pool.WarmPool;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the instances that the host has and is about to have against the most that it may. Any
 * thread may use it; two claims at once may exceed the limit by one.
 */
final class CapacityLedger {

  private final WarmPool pool;
  private final int maxInstances;
  private final AtomicInteger starting = new AtomicInteger();

  CapacityLedger(WarmPool pool, int maxInstances) {
    this.pool = pool;
    this.maxInstances = maxInstances;
  }

  /** Whether there is room for one more instance, if need be in place of an idle one. */
  boolean hasRoom() {
    return !isFull() || pool.idle() > 0;
  }

  /** Enters the start of an instance; where there is no room, the coldest idle one leaves. */
  void startBegins() {
    if (isFull()) {
      pool.evictColdest();
    }
    starting.incrementAndGet();
  }

  /** The start has ended: the instance is in the pool, or there is none. */
  void startEnded() {
    starting.decrementAndGet();
  }

  private boolean isFull() {
    return pool.live() + starting.get() >= maxInstances;
  }
}
