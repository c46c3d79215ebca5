package dev.hearth.host.pool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalListener;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.sandbox.InstanceId;
import java.util.concurrent.ScheduledExecutorService;

/** The cache that decides which instance leaves, and when: by keep-alive and by weight. */
final class InstanceCache {

  private InstanceCache() {}

  static Cache<InstanceId, Pooled> create(
      PoolConfig config,
      ScheduledExecutorService housekeeping,
      TimeSource time,
      RemovalListener<InstanceId, Pooled> removed) {
    return Caffeine.newBuilder()
        .ticker(time::nanos)
        .executor(housekeeping)
        .scheduler(Scheduler.forScheduledExecutorService(housekeeping))
        .maximumWeight(Math.max(1, config.maxBytes().bytes() >> 10))
        .weigher((InstanceId _, Pooled pooled) -> pooled.weight())
        .expireAfter(Expiry.accessing((InstanceId _, Pooled pooled) -> pooled.keepAlive()))
        .removalListener(removed)
        .build();
  }
}
