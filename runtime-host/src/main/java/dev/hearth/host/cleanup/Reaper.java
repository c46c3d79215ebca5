package dev.hearth.host.cleanup;

import dev.hearth.host.pool.Disposal;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.sandbox.Instance;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Closes instances and hands what may stay of them to the leak detector. Any thread may call. */
public final class Reaper implements Disposal {

  private final LeakDetector leaks;
  private final Map<EvictionReason, LongAdder> closed = new EnumMap<>(EvictionReason.class);

  /** A reaper that reports to {@code leaks}. */
  public Reaper(LeakDetector leaks) {
    this.leaks = leaks;
    for (EvictionReason reason : EvictionReason.values()) {
      closed.put(reason, new LongAdder());
    }
  }

  @Override
  public void dispose(Instance instance, EvictionReason reason) {
    closed.getOrDefault(reason, new LongAdder()).increment();
    leaks.watch(instance.remains());
    instance.close();
  }

  /** How many instances have been closed for a reason. */
  public long closed(EvictionReason reason) {
    return closed.getOrDefault(reason, new LongAdder()).sum();
  }
}
