package dev.hearth.host.schedule;

import dev.hearth.host.config.TimeSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/**
 * Knows since when the clock has been watched without a break, by holding the wall clock against
 * the ticker: a wall clock that was put forward, or a machine that was asleep, has passed moments
 * that nobody has seen. Used by one thread.
 */
final class Attendance {

  private static final Logger LOG = System.getLogger(Attendance.class.getName());

  /** Corrections by less than this are not steps: clocks are kept right by such all the time. */
  private static final Duration STEP = Duration.ofSeconds(2);

  private final TimeSource time;
  private Instant since;
  private Instant lastWall;
  private long lastNanos;

  /** Watches from now on. */
  Attendance(TimeSource time) {
    this.time = time;
    this.since = time.now();
    this.lastWall = since;
    this.lastNanos = time.nanos();
  }

  /** Deals with all that is due. */
  @FunctionalInterface
  interface Round {
    /**
     * Once more.
     *
     * @param attendedSince what was due before this was missed
     * @param now what is due after this is not yet due
     */
    void run(Instant attendedSince, Instant now);
  }

  /**
   * Looks at the clocks and runs a round; two after the wall clock was put forward, as then some of
   * what is due was watched and some was not.
   */
  void look(Round round) {
    Instant wall = time.now();
    long nanos = time.nanos();
    Instant expected = lastWall.plusNanos(nanos - lastNanos);
    lastWall = wall;
    lastNanos = nanos;
    Duration ahead = Duration.between(expected, wall);
    if (ahead.compareTo(STEP) > 0) {
      LOG.log(
          Level.WARNING,
          "the wall clock went forward by {0}: schedules go on by their catchUp",
          ahead);
      round.run(since, expected);
      since = wall;
    } else if (ahead.negated().compareTo(STEP) > 0) {
      LOG.log(
          Level.WARNING,
          "the wall clock went back by {0}: schedules wait until it shows new moments; pause and"
              + " resume one to begin it anew",
          ahead.negated());
    }
    since = since.isAfter(wall) ? wall : since;
    round.run(since, wall);
  }
}
