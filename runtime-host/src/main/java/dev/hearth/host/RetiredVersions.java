package dev.hearth.host;

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

  RetiredVersions(Scheduler scheduler) {
    this.scheduler = scheduler;
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
      scheduler.retire(version.revision());
    }
  }

  void keepWarm(DeployedFunction function) {
    FunctionVersion active = function.active();
    if (function.enabled() && active.spec().concurrency().warm() > 0) {
      var _ = scheduler.warm(active, active.spec().concurrency().warm());
    }
  }
}
