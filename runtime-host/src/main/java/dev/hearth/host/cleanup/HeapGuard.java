package dev.hearth.host.cleanup;

import dev.hearth.host.invocation.Reason;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.sandbox.Excess;
import dev.hearth.host.sandbox.HeapLevel;
import dev.hearth.host.sandbox.Instance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps the heap from running full: when two garbage collections after each other leave more than
 * {@value #LIMIT_PERCENT} percent of it in use, the instance that has allocated most is ended
 * before the host suffers. Owned by a housekeeping thread.
 */
public final class HeapGuard {

  private static final Logger LOG = System.getLogger(HeapGuard.class.getName());
  private static final int LIMIT_PERCENT = 85;

  private final WarmPool pool;
  private final HeapLevel level;
  private final Source source;
  private final LongAdder ended = new LongAdder();
  private long collection = -1;
  private boolean wasFull;

  /** What the last collection left. */
  public interface Source {

    /** The last collection; counted from 0, larger for every further one. */
    Collection last();
  }

  /**
   * One collection.
   *
   * @param number tells it from the others
   * @param usedBytes what of the heap was in use afterwards
   * @param maxBytes how large the heap may grow
   */
  public record Collection(long number, long usedBytes, long maxBytes) {

    boolean isFull() {
      return usedBytes > maxBytes / 100 * LIMIT_PERCENT;
    }
  }

  /** A guard that also tells {@code level} of every collection it sees. */
  public HeapGuard(WarmPool pool, HeapLevel level, Source source) {
    this.pool = pool;
    this.level = level;
    this.source = source;
  }

  /** Looks whether there has been a collection, and what it left. */
  public void check() {
    Collection last = source.last();
    if (last.number() == collection) {
      return;
    }
    collection = last.number();
    level.collected(last.number(), last.usedBytes());
    if (last.isFull() && wasFull) {
      largest().ifPresent(instance -> end(instance, last));
    }
    wasFull = last.isFull();
  }

  private Optional<Instance> largest() {
    return pool.instances().stream()
        .max(Comparator.comparingLong(instance -> instance.meter().read().allocatedBytes()));
  }

  private void end(Instance instance, Collection last) {
    LOG.log(
        Level.WARNING,
        "the heap is nearly full ({0} of {1} bytes): instance {2} of {3}, which has allocated"
            + " most, is ended",
        last.usedBytes(),
        last.maxBytes(),
        instance.id(),
        instance.version().id());
    ended.increment();
    pool.giveUp(instance, EvictionReason.MEMORY);
    instance.exceed(
        new Excess(
            Reason.MEMORY_EXCEEDED,
            "the host was running out of memory and stopped the instance that had allocated most;"
                + " let the function keep less, or give the host more with -Xmx"));
  }

  /** How many instances have been ended. */
  public long ended() {
    return ended.sum();
  }
}
