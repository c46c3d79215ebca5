package dev.hearth.host;

import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.scheduling.Scheduler;
import java.util.Optional;

/**
 * Starts an instance of a function shortly before its next call is expected, where the pool's
 * keep-alive policy has found that this takes less than keeping one. Owned by a housekeeping
 * thread.
 */
final class PreWarmer {

  private final FunctionRegistry registry;
  private final Scheduler scheduler;
  private final WarmPool pool;

  PreWarmer(FunctionRegistry registry, Scheduler scheduler, WarmPool pool) {
    this.registry = registry;
    this.scheduler = scheduler;
    this.pool = pool;
  }

  /** Starts those whose time has come. */
  void check() {
    pool.preWarmNow().forEach(this::start);
  }

  private void start(FunctionVersion version) {
    Optional<DeployedFunction> function = registry.find(version.id().function());
    if (function.filter(found -> takesCalls(found, version)).isPresent()) {
      var _ = scheduler.warm(version, 1).whenComplete((_, _) -> pool.preWarmed(version));
    } else {
      pool.preWarmed(version);
    }
  }

  private static boolean takesCalls(DeployedFunction function, FunctionVersion version) {
    return function.enabled()
        && function.routesTo(version.id().number())
        && function
            .version(version.id().number())
            .filter(now -> now.revision().equals(version.revision()))
            .isPresent();
  }
}
