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
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Ends instances that serve no call and use the processor all the same: threads that a function has
 * left behind may wait, but not work at the cost of others. Owned by a housekeeping thread.
 */
public final class IdleGuard {

  private static final Logger LOG = System.getLogger(IdleGuard.class.getName());

  /** What threads that calls have left behind may use in a second, at once or in all of it. */
  private static final long ALLOWED_NANOS = 100_000_000;

  private final WarmPool pool;
  private final Consumer<Instance> ending;
  private final LongSupplier ticker;
  private final LongAdder ended = new LongAdder();
  private Map<InstanceId, Seen> before = Map.of();

  /** What was seen of an instance, and by how much it has passed what it may use. */
  private record Seen(long atNanos, long strayNanos, long debtNanos) {

    static Seen first(long atNanos, long strayNanos) {
      return new Seen(atNanos, strayNanos, 0);
    }

    Seen then(long now, long stray) {
      double allowed = (now - atNanos) * (ALLOWED_NANOS / 1e9);
      return new Seen(now, stray, Math.max(0, debtNanos + stray - strayNanos - (long) allowed));
    }

    boolean isRestless() {
      return debtNanos > ALLOWED_NANOS;
    }
  }

  /**
   * A guard of the pool's instances.
   *
   * @param ending hears of each instance that is ended
   * @param ticker tells the time in nanoseconds
   */
  public IdleGuard(WarmPool pool, Consumer<Instance> ending, LongSupplier ticker) {
    this.pool = pool;
    this.ending = ending;
    this.ticker = ticker;
  }

  /** Ends those in which threads that calls have left behind go on working. */
  public void check() {
    Map<InstanceId, Seen> seen = new HashMap<>();
    long now = ticker.getAsLong();
    for (Instance instance : pool.instances()) {
      long stray = instance.strayCpuNanos();
      Seen last = before.getOrDefault(instance.id(), Seen.first(now, stray));
      Seen next = last.then(now, stray);
      if (next.isRestless()) {
        end(instance);
      } else {
        seen.put(instance.id(), next);
      }
    }
    before = seen;
  }

  private void end(Instance instance) {
    LOG.log(
        Level.WARNING,
        "instance {0} of {1} is ended: threads that its calls have left behind go on working",
        instance.id(),
        instance.version().id());
    ended.increment();
    ending.accept(instance);
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
