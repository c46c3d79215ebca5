package dev.hearth.host.scheduling;

import dev.hearth.host.execution.Watchdog;
import java.time.Duration;

/**
 * What the scheduler has to do although nothing happens: end waits, and look again. Guarded by the
 * scheduler's lock; what is due is done on the watchdog's thread, outside the lock.
 */
final class Timers {

  private static final Duration SHORTEST_SECOND_LOOK = Duration.ofMillis(5);

  /** A little more than calls take that are over in a moment. */
  private static final Duration A_MOMENT = Duration.ofMillis(2);

  private final Scheduler scheduler;
  private final Watchdog watchdog;
  private boolean looksInAMoment;

  Timers(Scheduler scheduler, Watchdog watchdog) {
    this.scheduler = scheduler;
    this.watchdog = watchdog;
  }

  /**
   * A wait in the line has an end. One timer looks after all of them, for most waits are over long
   * before it is due.
   */
  void limitWait(Line line, long untilNanos, long now) {
    if (!line.hasTimer || untilNanos - line.timerNanos < 0) {
      line.hasTimer = true;
      line.timerNanos = untilNanos;
      watchdog.after(
          Duration.ofNanos(untilNanos - now), () -> scheduler.endWaits(line, untilNanos));
    }
  }

  /** The timer of the line that was due then has been; it is set for those that still wait. */
  void waitsEnded(Line line, long due, long now) {
    if (line.timerNanos == due) {
      line.hasTimer = false;
      line.waiting.nextOverdueNanos(now).ifPresent(left -> limitWait(line, now + left, now));
    }
  }

  /** A start may become worth its while although nothing happens. */
  void lookAgainSoon(Line line) {
    Desk desk = line.desk;
    if (!desk.lookingAgain) {
      desk.lookingAgain = true;
      Duration start = Duration.ofNanos(desk.start.nanos());
      watchdog.after(
          start.compareTo(SHORTEST_SECOND_LOOK) < 0 ? SHORTEST_SECOND_LOOK : start,
          () -> scheduler.lookAgain(desk));
    }
  }

  /** Calls that were taken to be over in a moment may not be. */
  void lookAgainInAMoment() {
    if (!looksInAMoment) {
      looksInAMoment = true;
      watchdog.after(A_MOMENT, () -> scheduler.serveAfter(() -> looksInAMoment = false));
    }
  }
}
