package dev.hearth.host.scheduling;

import dev.hearth.host.execution.InvocationExecutor;
import dev.hearth.host.execution.Ran;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.pool.Lease;
import dev.hearth.host.scheduling.load.QuickCalls;
import java.util.Optional;

/**
 * A call that has a place, and what it holds. Its fields that change are guarded by the scheduler's
 * lock.
 */
final class Placed implements InvocationExecutor.Ending {

  final Line line;
  final long expectedNanos;
  private final Scheduler scheduler;
  private final boolean measured;

  /** What it holds now; a call that computes for long holds no processor. */
  CapacityLedger.Hold hold;

  /** When it began, if it is expected to be over in a moment; see {@link QuickCalls}. */
  long moment = QuickCalls.NEVER;

  /** Whether it counts as one that computes for long. */
  boolean isLong;

  boolean hasEnded;

  /**
   * A call of the line that goes now.
   *
   * @param measured whether what it takes is to be measured
   * @param expectedNanos what its share was charged for it
   */
  Placed(Scheduler scheduler, Line line, boolean measured, long expectedNanos) {
    this.scheduler = scheduler;
    this.line = line;
    this.measured = measured;
    this.expectedNanos = expectedNanos;
    this.hold = line.hold();
  }

  Desk desk() {
    return line.desk;
  }

  @Override
  public boolean isMeasured() {
    return measured;
  }

  @Override
  public void madeWay() {
    scheduler.madeWay(this);
  }

  @Override
  public void free(Lease lease, long runNanos, Optional<Ran> ran) {
    scheduler.free(this, lease, runNanos, ran);
  }

  @Override
  public void condemned(Lease lease, long runNanos, Optional<Ran> ran) {
    scheduler.condemned(this, runNanos, ran);
    lease.discard(EvictionReason.CONDEMNED);
    scheduler.serve();
  }

  @Override
  public void abandoned(Lease lease, long runNanos, Optional<Ran> ran) {
    scheduler.abandoned(this, runNanos, ran);
    lease.discard(EvictionReason.CONDEMNED);
    scheduler.serve();
  }
}
