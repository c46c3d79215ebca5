package dev.hearth.host.schedule.cron;

import java.time.Instant;
import java.util.Optional;

/** Moments without end, or with one. Pure: the same question has the same answer for ever. */
@FunctionalInterface
public interface Occurrences {

  /** The first moment after this one, which need not be a moment itself; empty if there is none. */
  Optional<Instant> after(Instant moment);
}
