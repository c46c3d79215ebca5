package dev.hearth.host.scheduling;

import dev.hearth.host.pool.WarmPool;

/**
 * Counts the instances that the host has and is about to have against the most that it may. Guarded
 * by its owner's lock.
 */
final class InstanceLedger {

  private final WarmPool pool;
  private final int maxInstances;
  private int starting;

  InstanceLedger(WarmPool pool, int maxInstances) {
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
  boolean tryStart() {
    if (isFull() && !pool.evictColdest()) {
      return false;
    }
    starting++;
    return true;
  }

  /** The start has ended: the instance is in the pool, or there is none. */
  void startEnded() {
    starting--;
  }

  /** How many start. */
  int starting() {
    return starting;
  }

  /** How many there may be. */
  int max() {
    return maxInstances;
  }

  private boolean isFull() {
    return pool.live() + starting >= maxInstances;
  }
}
