package dev.hearth.host.schedule;

import dev.hearth.host.schedule.cron.Occurrences;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds the newest moments of a stretch of time without walking through all of it: a schedule of
 * every second may not have been looked at for years. Stateless.
 */
final class PastMoments {

  private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
  private static final int WIDER = 4;

  private PastMoments() {}

  /**
   * The newest moments.
   *
   * @param first the first that counts, a moment itself
   * @param until up to here, included
   * @param most how many
   * @return in their order
   */
  static List<Instant> newest(Occurrences occurrences, Instant first, Instant until, int most) {
    if (most == 0 || until.isBefore(first)) {
      return List.of();
    }
    Instant beginning = first.minusNanos(1);
    Duration look = FIRST_LOOK;
    while (true) {
      boolean all = Duration.between(beginning, until).compareTo(look) <= 0;
      List<Instant> found = walk(occurrences, all ? beginning : until.minus(look), until, most);
      if (all || found.size() == most) {
        return found;
      }
      look = look.multipliedBy(WIDER);
    }
  }

  private static List<Instant> walk(
      Occurrences occurrences, Instant from, Instant until, int most) {
    Deque<Instant> found = new ArrayDeque<>();
    Optional<Instant> at = occurrences.after(from);
    while (at.isPresent() && !at.get().isAfter(until)) {
      if (found.size() == most) {
        found.removeFirst();
      }
      found.addLast(at.get());
      at = occurrences.after(at.get());
    }
    return List.copyOf(found);
  }
}
