package dev.hearth.host.sandbox.classloader.stop;

import java.time.Duration;
import java.util.Map;

/**
 * What the ladder has done since the start of the host.
 *
 * @param ended kills that have ended, by the highest rung that was needed; all rungs are named
 * @param took how long the kills that have ended took together, from the decision to the end of the
 *     last thread
 * @param inProgress kills that go on
 * @param givenUp kills that were given up
 * @param quarantined threads that live though they should have ended long ago
 */
public record LadderCounts(
    Map<Rung, Long> ended, Duration took, int inProgress, long givenUp, int quarantined) {

  /** Copies the map. */
  public LadderCounts {
    ended = Map.copyOf(ended);
  }
}
