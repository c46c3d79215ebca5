package dev.hearth.host.invocation;

import java.time.Duration;
import java.time.Instant;

/**
 * What an invocation has from whoever asked for it.
 *
 * @param hops calls of functions that led to it, one from the other; 0 for one from outside
 * @param deadline when whoever waits for it will wait no more; {@link Instant#MAX} if that was not
 *     said
 */
public record Lineage(int hops, Instant deadline) {

  /** Of a call from outside that says nothing of the kind. */
  public static final Lineage ROOT = new Lineage(0, Instant.MAX);

  /** Whether there is a deadline. */
  public boolean isBounded() {
    return !deadline.equals(Instant.MAX);
  }

  /** What is left until the deadline: never negative, and {@code otherwise} if there is none. */
  public Duration remaining(Instant now, Duration otherwise) {
    if (!isBounded()) {
      return otherwise;
    }
    Duration left = Duration.between(now, deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The shorter of {@code limit} and what is left. */
  public Duration shorten(Instant now, Duration limit) {
    Duration left = remaining(now, limit);
    return left.compareTo(limit) < 0 ? left : limit;
  }

  /** Whether the deadline has passed. */
  public boolean isOver(Instant now) {
    return isBounded() && !now.isBefore(deadline);
  }

  /** Of a call that this one's function makes, which must end before {@code ownDeadline} too. */
  public Lineage child(Instant ownDeadline) {
    return new Lineage(hops + 1, deadline).until(ownDeadline);
  }

  /** The same with {@code other} as its deadline, if that is sooner. */
  public Lineage until(Instant other) {
    return other.isBefore(deadline) ? new Lineage(hops, other) : this;
  }
}
