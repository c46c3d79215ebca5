package dev.hearth.host.sandbox.classloader.stop;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * When each rung of the ladder is due. Pure.
 *
 * @param after how long after the decision a rung begins; all rungs are named
 * @param giveUp when nothing is tried any more
 */
public record Rungs(Map<Rung, Duration> after, Duration giveUp) {

  private static final Duration FIRST_PAUSES = Duration.ofMillis(1);
  private static final Duration SHORT_PAUSE = Duration.ofNanos(200_000);
  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final Duration LONG_PAUSE = Duration.ofMillis(100);

  /** Copies the map. */
  public Rungs {
    after = Collections.unmodifiableMap(new EnumMap<>(after));
    if (after.size() != Rung.values().length) {
      throw new IllegalArgumentException("each rung needs its time, got " + after);
    }
  }

  /**
   * The usual times: what rewritten code notices by itself needs no stop, and what the platform
   * computes gets some time to come back to code of the function.
   */
  public static Rungs usual() {
    return new Rungs(
        Map.of(
            Rung.FLAG, Duration.ZERO,
            Rung.INTERRUPT, Duration.ofNanos(200_000),
            Rung.STOP_IN_FUNCTION, Duration.ofMillis(3),
            Rung.CLOSE, Duration.ofMillis(5),
            Rung.STOP_IN_PLATFORM, Duration.ofMillis(8),
            Rung.QUARANTINE, Duration.ofSeconds(2)),
        Duration.ofSeconds(60));
  }

  /** The rungs that are due when so much time has gone. */
  public Set<Rung> at(long elapsedNanos) {
    EnumSet<Rung> due = EnumSet.noneOf(Rung.class);
    after.forEach((rung, begin) -> {
      if (elapsedNanos >= begin.toNanos()) {
        due.add(rung);
      }
    });
    return due;
  }

  /** How long to wait before the next try, in nanoseconds. */
  long pauseNanos(long elapsedNanos) {
    if (elapsedNanos < FIRST_PAUSES.toNanos()) {
      return SHORT_PAUSE.toNanos();
    }
    boolean slow = at(elapsedNanos).contains(Rung.QUARANTINE);
    return slow ? LONG_PAUSE.toNanos() : PAUSE.toNanos();
  }

  /** Whether nothing is to be tried any more. */
  boolean isOver(long elapsedNanos) {
    return elapsedNanos >= giveUp.toNanos();
  }
}
