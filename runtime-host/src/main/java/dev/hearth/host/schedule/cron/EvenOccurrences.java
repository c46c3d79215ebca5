package dev.hearth.host.schedule.cron;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The multiples of an interval since 1970 UTC, so that neither a restart nor a redeployment shifts
 * them.
 *
 * @param interval whole seconds, at least one
 */
record EvenOccurrences(Duration interval) implements Occurrences {

  @Override
  public Optional<Instant> after(Instant moment) {
    long step = interval.toSeconds();
    long count = Math.floorDiv(moment.getEpochSecond(), step) + 1;
    return Optional.of(Instant.ofEpochSecond(Math.multiplyExact(count, step)));
  }
}
