package dev.hearth.host;

import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RegistryListener;
import dev.hearth.host.scheduling.Scheduler;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings the live instances in line with what is deployed: versions that are gone give theirs back,
 * those that calls no longer reach by themselves give back the idle ones, and those that want warm
 * instances get them. Follows each change at once, and looks over everything now and then for what
 * came in between, such as a start that ended after its function was deleted.
 */
final class Reconciler implements RegistryListener {

  private final FunctionRegistry registry;
  private final Scheduler scheduler;
  private final WarmPool pool;

  Reconciler(FunctionRegistry registry, Scheduler scheduler, WarmPool pool) {
    this.registry = registry;
    this.scheduler = scheduler;
    this.pool = pool;
  }

  @Override
  public void changed(Optional<DeployedFunction> before, Optional<DeployedFunction> after) {
    before.ifPresent(function -> function.versions().values().forEach(v -> review(v, after)));
    before.or(() -> after).ifPresent(function -> limit(function.name(), after));
    after.ifPresentOrElse(
        this::keepWarm, () -> before.ifPresent(function -> pool.forget(function.name())));
  }

  private void limit(FunctionName name, Optional<DeployedFunction> function) {
    scheduler.limit(name, function.map(f -> f.settings().maxCalls()).orElseGet(OptionalInt::empty));
  }

  private void review(FunctionVersion version, Optional<DeployedFunction> after) {
    if (after.flatMap(function -> function.version(version.id().number())).isEmpty()) {
      scheduler.forget(version.revision());
    } else if (!after.get().routesTo(version.id().number())) {
      pool.flush(version.revision(), EvictionReason.RETIRED);
    }
  }

  /** Tells the scheduler of the limits that were set before this run of the host. */
  void limitAll() {
    registry.all().stream()
        .filter(function -> function.settings().maxCalls().isPresent())
        .forEach(function -> limit(function.name(), Optional.of(function)));
  }

  /** Looks over all live instances and all functions. */
  void reconcile() {
    Map<FunctionName, DeployedFunction> deployed =
        registry.all().stream()
            .collect(Collectors.toMap(DeployedFunction::name, Function.identity()));
    for (FunctionVersion live : pool.versions()) {
      Optional<FunctionVersion> now =
          Optional.ofNullable(deployed.get(live.id().function()))
              .flatMap(function -> function.version(live.id().number()));
      if (now.map(version -> !version.revision().equals(live.revision())).orElse(true)) {
        scheduler.forget(live.revision());
      }
    }
    deployed
        .values()
        .forEach(function -> {
          limit(function.name(), Optional.of(function));
          keepWarm(function);
        });
  }

  private void keepWarm(DeployedFunction function) {
    FunctionVersion active = function.active();
    if (function.enabled() && active.spec().concurrency().warm() > 0) {
      var _ = scheduler.warm(active, active.spec().concurrency().warm());
    }
  }
}
