package dev.hearth.host.cleanup;

import dev.hearth.host.invocation.Reason;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.sandbox.Excess;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Ends instances that serve no call and use the processor all the same: threads that a function has
 * left behind may wait, but not work at the cost of others. Owned by a housekeeping thread.
 */
public final class IdleGuard {

  private static final Logger LOG = System.getLogger(IdleGuard.class.getName());

  /** What an idle instance may use between two checks, which are a second apart. */
  private static final long ALLOWED_NANOS = 100_000_000;

  private final WarmPool pool;
  private final LongAdder ended = new LongAdder();
  private Map<InstanceId, Seen> before = Map.of();

  private record Seen(long served, long cpuNanos) {

    /** Whether the processor was used though no call came. */
    boolean isRestless(Seen now) {
      return now.served == served && now.cpuNanos - cpuNanos > ALLOWED_NANOS;
    }
  }

  /** A guard of the pool's instances. */
  public IdleGuard(WarmPool pool) {
    this.pool = pool;
  }

  /** Ends those that have served no call since the last check, and have worked. */
  public void check() {
    Map<InstanceId, Seen> now = new HashMap<>();
    for (WarmPool.Idle idle : pool.idleInstances()) {
      Instance instance = idle.instance();
      Seen seen = new Seen(idle.served(), instance.meter().read().cpuNanos());
      if (before.getOrDefault(instance.id(), seen).isRestless(seen)) {
        end(instance);
      } else {
        now.put(instance.id(), seen);
      }
    }
    before = now;
  }

  private void end(Instance instance) {
    LOG.log(
        Level.WARNING,
        "instance {0} of {1} is ended: threads that its calls have left behind go on working",
        instance.id(),
        instance.version().id());
    ended.increment();
    pool.giveUp(instance, EvictionReason.RESTLESS);
    instance.exceed(
        new Excess(
            Reason.CPU_EXCEEDED,
            "threads that earlier calls had left behind went on working, and the instance was"
                + " stopped; end such threads with the call"));
  }

  /** How many instances have been ended. */
  public long ended() {
    return ended.sum();
  }
}
