package dev.hearth.host.schedule;

import dev.hearth.host.registry.trigger.TriggerSpec.Overlap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the moments that have passed are fired now. Pure.
 *
 * @param moments to be fired, in their order; may be empty
 * @param newest the newest moment that is dealt with
 * @param following what the schedule waits for then; empty for nothing any more
 * @param leftOut the newest moment that is not fired; empty if all are
 */
record FirePlan(
    List<Instant> moments, Instant newest, Optional<Instant> following, Optional<Instant> leftOut) {

  /** Moments of one schedule that are made up for; older ones are left out. */
  static final int MOST_CAUGHT_UP = 1_000;

  FirePlan {
    moments = List.copyOf(moments);
  }

  /**
   * What to do now.
   *
   * @param next the moment that the schedule waits for
   * @param attendedSince what was due before this passed while no host was running
   * @return empty while {@code next} is not due
   */
  static Optional<FirePlan> of(Timing timing, Instant next, Instant attendedSince, Instant now) {
    if (timing.jitter().due(next).isAfter(now)) {
      return Optional.empty();
    }
    return Optional.of(new Passed(timing, next, attendedSince, now).plan());
  }

  /** The same, but with the first {@code most} moments only; the schedule waits for the rest. */
  FirePlan first(int most) {
    if (moments.size() <= most) {
      return this;
    }
    Instant then = moments.get(most);
    List<Instant> begun = moments.subList(0, most);
    return new FirePlan(begun, begun.getLast(), Optional.of(then), leftOut.filter(then::isAfter));
  }

  /** The moments that have passed. Used by one thread. */
  private static final class Passed {

    private final Timing timing;
    private final Instant next;
    private final Instant attendedSince;
    private final Instant now;
    private final List<Instant> missed = new ArrayList<>();
    private final List<Instant> attended = new ArrayList<>();
    private Instant newest;
    private Optional<Instant> following = Optional.empty();

    Passed(Timing timing, Instant next, Instant attendedSince, Instant now) {
      this.timing = timing;
      this.next = next;
      this.attendedSince = attendedSince;
      this.now = now;
      this.newest = next;
    }

    FirePlan plan() {
      collect();
      List<Instant> chosen = new ArrayList<>(wanted());
      chosen.addAll(attended);
      if (timing.overlap() == Overlap.SKIP && chosen.size() > 1) {
        chosen = chosen.subList(chosen.size() - 1, chosen.size());
      }
      return new FirePlan(chosen, newest, following, leftOut(chosen));
    }

    /** Jumps over what has surely been missed, then goes from moment to moment. */
    private void collect() {
      Instant surelyMissed = attendedSince.minus(timing.jitter().most()).minusNanos(1);
      missed.addAll(PastMoments.newest(timing.occurrences(), next, surelyMissed, mostWanted() + 1));
      Instant surelyDue = now.minus(timing.jitter().most());
      Instant from = missed.isEmpty() ? next : missed.getLast().plusNanos(1);
      attended.addAll(PastMoments.newest(timing.occurrences(), from, surelyDue, MOST_CAUGHT_UP));
      Optional<Instant> at = first();
      while (at.isPresent() && !timing.jitter().due(at.get()).isAfter(now)) {
        attended.add(at.get());
        at = timing.occurrences().after(at.get());
      }
      following = at;
      while (!attended.isEmpty()
          && timing.jitter().due(attended.getFirst()).isBefore(attendedSince)) {
        missed.add(attended.removeFirst());
      }
      newest = attended.isEmpty() ? missed.getLast() : attended.getLast();
    }

    private Optional<Instant> first() {
      if (!attended.isEmpty()) {
        return timing.occurrences().after(attended.getLast());
      }
      return missed.isEmpty() ? Optional.of(next) : timing.occurrences().after(missed.getLast());
    }

    private int mostWanted() {
      return switch (timing.catchUp()) {
        case NONE -> 0;
        case LAST -> 1;
        case ALL -> MOST_CAUGHT_UP;
      };
    }

    private List<Instant> wanted() {
      return missed.subList(Math.max(0, missed.size() - mostWanted()), missed.size());
    }

    /** The newest of those that have passed and are not chosen, as far as they are known. */
    private Optional<Instant> leftOut(List<Instant> chosen) {
      List<Instant> passed = new ArrayList<>(missed);
      passed.addAll(attended);
      passed.removeAll(chosen);
      if (!passed.isEmpty()) {
        return Optional.of(passed.getLast());
      }
      boolean older = !chosen.isEmpty() && chosen.getFirst().isAfter(next);
      return older ? Optional.of(next) : Optional.empty();
    }
  }
}
