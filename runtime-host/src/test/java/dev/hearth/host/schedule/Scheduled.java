package dev.hearth.host.schedule;

import dev.hearth.host.fixture.Versions;
import dev.hearth.host.registry.Catalogue;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionSpec.Background;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.registry.trigger.TriggerSpec.CatchUp;
import dev.hearth.host.registry.trigger.TriggerSpec.Overlap;
import dev.hearth.host.registry.trigger.TriggerSpec.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions with schedules. Stateless. */
final class Scheduled {

  private Scheduled() {}

  /** A registry that keeps nothing. */
  static FunctionRegistry registry() {
    return new FunctionRegistry(
        new Catalogue() {
          @Override
          public List<DeployedFunction> load() {
            return List.of();
          }

          @Override
          public void commit(CatalogueChange change) {
            // In memory only.
          }
        });
  }

  /** A schedule with the defaults. */
  static Schedule at(String name, String cron) {
    return new Schedule(name, cron, ZoneId.of("UTC"), Duration.ZERO, Overlap.SKIP, CatchUp.LAST);
  }

  static Schedule in(Schedule schedule, String zone) {
    return new Schedule(
        schedule.name(),
        schedule.cron(),
        ZoneId.of(zone),
        schedule.jitter(),
        schedule.overlap(),
        schedule.catchUp());
  }

  static Schedule with(Schedule schedule, Overlap overlap, CatchUp catchUp) {
    return new Schedule(
        schedule.name(), schedule.cron(), schedule.zone(), schedule.jitter(), overlap, catchUp);
  }

  static Schedule jitter(Schedule schedule, Duration jitter) {
    return new Schedule(
        schedule.name(),
        schedule.cron(),
        schedule.zone(),
        jitter,
        schedule.overlap(),
        schedule.catchUp());
  }

  /** Deploys a version of a function with these schedules. */
  static void deploy(FunctionRegistry registry, String name, int number, Schedule... schedules) {
    deploy(registry, name, number, Background.HOSTS_BACKLOG, schedules);
  }

  /** The same with a backlog of its own. */
  static void deploy(
      FunctionRegistry registry, String name, int number, int backlog, Schedule... schedules) {
    registry.apply(new CatalogueChange.VersionDeployed(version(name, number, backlog, schedules)));
  }

  private static FunctionVersion version(
      String name, int number, int backlog, Schedule... schedules) {
    FunctionVersion bare = Versions.of(name).number(number).version();
    FunctionSpec spec = bare.spec();
    Background background =
        new Background(List.<TriggerSpec>of(schedules), false, backlog, Set.of());
    return new FunctionVersion(
        bare.revision(),
        bare.id(),
        bare.artifact(),
        bare.artifactBytes(),
        bare.fingerprint(),
        new FunctionSpec(
            spec.handler(),
            spec.sandbox(),
            spec.timeouts(),
            spec.budget(),
            spec.concurrency(),
            spec.lane(),
            spec.priority(),
            spec.idempotent(),
            spec.retry(),
            spec.auth(),
            spec.env(),
            spec.keepAlive(),
            spec.confinement(),
            spec.rate(),
            spec.exchange(),
            background),
        bare.entryPoint(),
        bare.createdAt(),
        Map.of());
  }

  static ScheduleId id(String function, String name) {
    return new ScheduleId(new FunctionName(function), name);
  }
}
