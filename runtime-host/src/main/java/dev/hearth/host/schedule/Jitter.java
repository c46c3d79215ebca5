package dev.hearth.host.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * How much later than its moment a schedule fires, so that not all do so at once. Drawn from the
 * schedule's name and the moment: after a restart, and on another host, it is the same.
 *
 * @param most not negative
 */
record Jitter(ScheduleId id, Duration most) {

  /** When what is scheduled for a moment is due: up to {@code most} later, evenly spread. */
  Instant due(Instant moment) {
    long millis = most.toMillis();
    if (millis == 0) {
      return moment;
    }
    long draw = mix(id.toString().hashCode() * 31L + moment.getEpochSecond());
    return moment.plusMillis(Long.remainderUnsigned(draw, millis + 1));
  }

  /** The finisher of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Numbers). */
  private static long mix(long seed) {
    long z = seed + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
