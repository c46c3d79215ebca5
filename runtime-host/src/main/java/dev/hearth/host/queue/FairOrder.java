package dev.hearth.host.queue;

import dev.hearth.host.registry.Priority;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who of several goes next, so that each gets of the processors what its weight entitles it to.
 * Guarded by its owner's lock.
 *
 * <p>This is start-time fair queueing (Goyal, Vin and Cheng, SIGCOMM 1996): each has a virtual time
 * that advances by what it was charged, divided by its weight, and the one that is farthest behind
 * goes first. Who comes back after a rest begins where the others are, so that rest saves nothing
 * up. Those that are within ten milliseconds of each other go by priority.
 */
public final class FairOrder<K> {

  /** Nearer together than this, shares count as equal and the priority decides. */
  private static final long EQUAL_NANOS = 10_000_000;

  private final NavigableSet<Share<K>> ready =
      new TreeSet<>(
          Comparator.<Share<K>>comparingLong(share -> share.virtualNanos / EQUAL_NANOS)
              .thenComparing(share -> share.priority, Comparator.reverseOrder())
              .thenComparingLong(share -> share.virtualNanos)
              .thenComparingLong(share -> share.number));

  private long virtualNanos;
  private long shares;

  /** What one member has had. */
  public static final class Share<K> {

    private final K member;
    private final int weight;
    private final Priority priority;
    private final long number;
    private long virtualNanos;

    private Share(K member, int weight, Priority priority, long number) {
      this.member = member;
      this.weight = weight;
      this.priority = priority;
      this.number = number;
    }
  }

  /**
   * A share for a new member, which does not take part yet.
   *
   * @param weight at least 1
   */
  public Share<K> join(K member, int weight, Priority priority) {
    return new Share<>(member, weight, priority, shares++);
  }

  /** The member takes part from now on. */
  public void ready(Share<K> share) {
    if (!ready.contains(share)) {
      share.virtualNanos = Math.max(share.virtualNanos, virtualNanos);
      ready.add(share);
    }
  }

  /** The member takes part no longer. */
  public void rest(Share<K> share) {
    ready.remove(share);
  }

  /** Whose turn it is; empty if nobody takes part. */
  public Optional<K> first() {
    return ready.isEmpty() ? Optional.empty() : Optional.of(ready.first().member);
  }

  /** Whether nobody takes part. */
  public boolean isEmpty() {
    return ready.isEmpty();
  }

  /**
   * The member goes, whether it was its turn or nobody else wanted to.
   *
   * @param nanos what it is expected to use
   */
  public void goes(Share<K> share, long nanos) {
    move(share, Math.max(share.virtualNanos, virtualNanos));
    virtualNanos = share.virtualNanos;
    charge(share, nanos);
  }

  /** Charges for more than was expected; for less, if {@code nanos} is negative. */
  public void charge(Share<K> share, long nanos) {
    move(share, Math.max(0, share.virtualNanos + nanos / share.weight));
  }

  /** The set is ordered by the time: who is in it has to leave it for a moment. */
  private void move(Share<K> share, long toNanos) {
    boolean takesPart = ready.remove(share);
    share.virtualNanos = toNanos;
    if (takesPart) {
      ready.add(share);
    }
  }
}
