package dev.hearth.host;

import dev.hearth.host.monitoring.Gauges;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.worker.Backlog;
import dev.hearth.host.worker.DeliveryListener;
import dev.hearth.host.worker.TaskDispatcher;
import java.util.function.Consumer;

/** Counts what becomes of tasks, by function. Any thread may use it. */
final class BackgroundMetrics implements DeliveryListener {

  private static final String UNIT = "{task}";

  private final Consumer<FunctionName> attempts;
  private final Consumer<FunctionName> retries;
  private final Consumer<FunctionName> succeeded;
  private final Consumer<FunctionName> deadLettered;
  private final Consumer<FunctionName> expired;
  private final Consumer<FunctionName> cancelled;

  BackgroundMetrics(Gauges gauges) {
    attempts = gauges.counterByFunction("hearth.tasks.attempts", "attempts at tasks", "{attempt}");
    retries =
        gauges.counterByFunction("hearth.tasks.retried", "tasks put back to be tried again", UNIT);
    succeeded = gauges.counterByFunction("hearth.tasks.succeeded", "tasks that succeeded", UNIT);
    deadLettered =
        gauges.counterByFunction("hearth.tasks.dead.lettered", "tasks that failed for good", UNIT);
    expired = gauges.counterByFunction("hearth.tasks.expired", "tasks whose time was over", UNIT);
    cancelled = gauges.counterByFunction("hearth.tasks.cancelled", "tasks called off", UNIT);
  }

  /** Shows what is under way, and what waits. */
  static void register(Gauges gauges, Backlog backlog, TaskDispatcher dispatcher) {
    gauges.gauge(
        "hearth.tasks.queued",
        "tasks that wait",
        UNIT,
        () -> Math.max(0, backlog.total() - dispatcher.underWay()));
    gauges.gauge("hearth.tasks.running", "tasks under way", UNIT, dispatcher::underWay);
    gauges.gauge(
        "hearth.tasks.oldest.wait",
        "how long the task that is due longest has waited",
        "ms",
        () -> dispatcher.oldestWait().toMillis());
  }

  @Override
  public void attempted(FunctionName function) {
    attempts.accept(function);
  }

  @Override
  public void settled(FunctionName function, Settlement settlement) {
    switch (settlement) {
      case Settlement.Succeeded _ -> succeeded.accept(function);
      case Settlement.Again _ -> retries.accept(function);
      case Settlement.DeadLettered _, Settlement.Failed _ -> deadLettered.accept(function);
      case Settlement.Expired _ -> expired.accept(function);
      case Settlement.Cancelled _ -> cancelled.accept(function);
      case Settlement.Forgotten _ -> {}
    }
  }

  @Override
  public void expired(FunctionName function) {
    expired.accept(function);
  }
}
