package dev.hearth.host.worker;

import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.registry.FunctionName;

/** Hears of what becomes of tasks; must be quick and must not throw. On the worker's threads. */
public interface DeliveryListener {

  /** An attempt at a task has begun. */
  void attempted(FunctionName function);

  /** A task was settled, and that is durable. */
  void settled(FunctionName function, Settlement settlement);

  /** A task was ended because its time was over while it was queued. */
  void expired(FunctionName function);
}
