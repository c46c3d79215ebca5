package dev.hearth.host.store.task;

import dev.hearth.host.store.sql.Sql;
import java.time.Instant;

/** Moments as tasks keep them: what is too far away to be kept is never. */
final class Moments {

  private static final Instant LAST = Sql.instant(Long.MAX_VALUE);
  private static final Instant FIRST = Sql.instant(Long.MIN_VALUE);

  private Moments() {}

  /** As {@link Sql#nanos}, with {@link Instant#MAX} and its like as the greatest number. */
  static long nanos(Instant instant) {
    if (instant.isAfter(LAST)) {
      return Long.MAX_VALUE;
    }
    return instant.isBefore(FIRST) ? Long.MIN_VALUE : Sql.nanos(instant);
  }

  /** The moment that {@link #nanos} gave. */
  static Instant instant(long nanos) {
    return nanos == Long.MAX_VALUE ? Instant.MAX : Sql.instant(nanos);
  }
}
