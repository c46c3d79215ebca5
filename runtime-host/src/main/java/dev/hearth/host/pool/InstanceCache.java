package dev.hearth.host.pool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalListener;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.sandbox.InstanceId;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The cache that decides which instance leaves, and when: by keep-alive and by weight. Called under
 * the pool's lock.
 */
final class InstanceCache {

  /** An idle instance may leave this fraction of its keep-alive too soon. */
  private static final int TOUCHES_PER_KEEP_ALIVE = 100;

  private final Cache<InstanceId, Pooled> cache;

  /** An empty cache; {@code removed} is called by {@code housekeeping}, not under the lock. */
  InstanceCache(
      PoolConfig config,
      ScheduledExecutorService housekeeping,
      TimeSource time,
      RemovalListener<InstanceId, Pooled> removed) {
    cache =
        Caffeine.newBuilder()
            .ticker(time::nanos)
            .executor(housekeeping)
            .scheduler(Scheduler.forScheduledExecutorService(housekeeping))
            .maximumWeight(Math.max(1, config.maxBytes().bytes() >> 10))
            .weigher((InstanceId _, Pooled pooled) -> pooled.weight())
            .expireAfter(
                Expiry.accessing(
                    (InstanceId _, Pooled pooled) -> Duration.ofNanos(pooled.window().stayNanos())))
            .removalListener(removed)
            .build();
  }

  /**
   * Whether a use is to be told to the cache. Not every one is: its bookkeeping costs more than a
   * call may.
   */
  static boolean isWorthTelling(Pooled pooled, long now) {
    return now - pooled.touchedNanos >= pooled.window().stayNanos() / TOUCHES_PER_KEEP_ALIVE;
  }

  /** Begins the keep-alive anew; {@code alone} is the instance if its version has no other. */
  void touch(Pooled pooled, boolean alone, long now) {
    pooled.touchedNanos = now;
    InstanceId id = pooled.instance().id();
    boolean changed = pooled.reconsider(alone);
    // a read may be told to the cache's clockwork late or never, and a shorter stay be missed
    if (changed || cache.getIfPresent(id) == null) {
      cache.put(id, pooled);
    }
  }

  /** Forgets an instance. */
  void remove(Pooled pooled) {
    cache.invalidate(pooled.instance().id());
  }

  /** Whether it was put back after it was removed. */
  boolean holds(InstanceId id) {
    return cache.asMap().containsKey(id);
  }
}
