package dev.hearth.host.scheduling;

import dev.hearth.host.execution.InvocationExecutor;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.pool.Lease;

/** What the scheduler does when a call has left its instance. */
record Freed(Scheduler scheduler, Desk desk) implements InvocationExecutor.Ending {

  @Override
  public void free(Lease lease, long runNanos) {
    desk.update(() -> desk.service.add(runNanos));
    scheduler.free(desk, lease);
  }

  @Override
  public void condemned(Lease lease) {
    scheduler.ended(desk);
    lease.discard(EvictionReason.CONDEMNED);
    scheduler.serveLine(desk);
  }
}
