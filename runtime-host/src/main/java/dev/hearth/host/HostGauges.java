package dev.hearth.host;

import dev.hearth.host.monitoring.Gauges;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.sandbox.classloader.stop.Rung;
import dev.hearth.host.scheduling.Placement;
import java.util.Locale;

/** The metrics that are read from the host when somebody asks. */
final class HostGauges {

  private HostGauges() {}

  static void register(Gauges gauges, Core core, InvocationPipeline pipeline, Histories histories) {
    gauges.gauge(
        "hearth.functions", "functions deployed", "{function}", () -> core.registry().size());
    gauges.gauge("hearth.calls.waiting", "calls that wait", "{call}", core.scheduler()::waiting);
    gauges.gauge(
        "hearth.capacity.limit",
        "processors' worth of calls that may run at once",
        "{processor}",
        () -> core.scheduler().status().adaptiveLimit());
    for (Placement placement : Placement.values()) {
      if (placement.rejects()) {
        gauges.counter(
            "hearth.calls.rejected." + placement.slug(),
            "calls turned away by the scheduler for this reason",
            "{call}",
            () -> core.scheduler().rejections().count(placement));
      }
    }
    gauges.gauge("hearth.calls.in_flight", "calls under way", "{call}", pipeline::inFlight);
    histories.register(gauges);
    gauges.gauge(
        "hearth.store.failing",
        "1 while the store cannot write and nothing new is acknowledged",
        "1",
        () -> core.store().trouble().isPresent() ? 1 : 0);
    instances(gauges, core);
    enforcement(gauges, core);
  }

  private static void instances(Gauges gauges, Core core) {
    gauges.gauge("hearth.instances.live", "live instances", "{instance}", core.pool()::live);
    gauges.gauge("hearth.instances.idle", "idle instances", "{instance}", core.pool()::idle);
    gauges.gauge("hearth.pool.bytes", "what live instances take", "By", core.pool()::bytes);
    gauges.gauge(
        "hearth.instances.leaked",
        "closed instances that stay in memory",
        "{instance}",
        () -> core.leaks().leaks().size());
    gauges.gauge(
        "hearth.instances.closing",
        "closed instances not yet known to be collected",
        "{instance}",
        core.leaks()::pending);
    gauges.counter(
        "hearth.instances.collected",
        "closed instances proved to be collected",
        "{instance}",
        core.leaks()::collected);
    for (EvictionReason reason : EvictionReason.values()) {
      gauges.counter(
          "hearth.instances.closed." + reason.name().toLowerCase(Locale.ROOT),
          "instances closed for this reason",
          "{instance}",
          () -> core.reaper().closed(reason));
    }
  }

  private static void enforcement(Gauges gauges, Core core) {
    gauges.gauge(
        "hearth.threads.quarantined",
        "threads that could not be ended and still live",
        "{thread}",
        core.enforcers().quarantine()::threads);
    gauges.gauge(
        "hearth.functions.suspended",
        "versions suspended because of quarantined threads",
        "{version}",
        core.enforcers().quarantine()::suspensions);
    gauges.counter(
        "hearth.instances.ended.for.heap",
        "instances ended because the heap was nearly full",
        "{instance}",
        core.heapGuard()::ended);
    gauges.counter(
        "hearth.kills.time",
        "what ending runaway calls and instances took together",
        "us",
        () -> core.enforcers().ladder().counts().took().toNanos() / 1_000);
    for (Rung rung : Rung.values()) {
      gauges.counter(
          "hearth.kills." + rung.name().toLowerCase(Locale.ROOT),
          "runaway calls and instances whose end took this rung of the ladder",
          "{kill}",
          () -> core.enforcers().ladder().counts().ended().getOrDefault(rung, 0L));
    }
  }
}
