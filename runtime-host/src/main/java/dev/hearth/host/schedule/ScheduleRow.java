package dev.hearth.host.schedule;

import dev.hearth.host.invocation.InvocationId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a schedule beside its function's manifest.
 *
 * @param moments what {@code next} was computed from, see {@link Timing#moments}; when the manifest
 *     says something else it is computed anew
 * @param next the moment that is fired next; empty while the schedule rests
 * @param paused whether somebody has stopped it
 * @param last the newest moment that was fired
 * @param leftOut the newest moment that was not
 */
public record ScheduleRow(
    ScheduleId id,
    String moments,
    Optional<Instant> next,
    boolean paused,
    Optional<LastFire> last,
    Optional<LeftOut> leftOut) {

  /** Of a schedule that has not fired yet. */
  public static ScheduleRow of(ScheduleId id, String moments, Optional<Instant> next) {
    return new ScheduleRow(id, moments, next, false, Optional.empty(), Optional.empty());
  }

  /**
   * A moment that was fired.
   *
   * @param scheduled the moment
   * @param fired when that was done
   * @param task what it became
   */
  public record LastFire(Instant scheduled, Instant fired, InvocationId task) {}

  /** A moment that was not fired, and why. */
  public record LeftOut(Instant scheduled, Why why) {}

  /** Why a moment was not fired. */
  public enum Why {
    /** The run before was not over, and the manifest says {@code overlap: skip}. */
    OVERLAP,
    /** It passed while no host could fire it, and only newer ones are made up for, or none. */
    MISSED
  }
}
