package dev.hearth.host;

import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RegistryListener;
import dev.hearth.host.scheduling.Scheduler;
import java.util.Optional;

/**
 * Follows the registry: versions that no longer take calls by themselves give their idle instances
 * back, and those that want warm instances get them.
 */
final class RetiredVersions implements RegistryListener {

  private final Scheduler scheduler;
  private final WarmPool pool;

  RetiredVersions(Scheduler scheduler, WarmPool pool) {
    this.scheduler = scheduler;
    this.pool = pool;
  }

  @Override
  public void changed(Optional<DeployedFunction> before, Optional<DeployedFunction> after) {
    before.ifPresent(function -> function.versions().values().forEach(v -> review(v, after)));
    after.ifPresent(this::keepWarm);
  }

  private void review(FunctionVersion version, Optional<DeployedFunction> after) {
    int number = version.id().number();
    if (after.isEmpty()) {
      scheduler.forget(version.revision());
    } else if (!after.get().routesTo(number)) {
      pool.flush(version.revision(), EvictionReason.RETIRED);
    }
  }

  void keepWarm(DeployedFunction function) {
    FunctionVersion active = function.active();
    if (function.enabled() && active.spec().concurrency().warm() > 0) {
      var _ = scheduler.warm(active, active.spec().concurrency().warm());
    }
  }
}
