package dev.hearth.host.schedule;

/** What became of a {@link Firing}. */
public enum Fired {
  /** It is durable. */
  DONE,
  /** The run before is not over: the moment is left out, and the schedule has gone on. */
  OVERLAPS,
  /** There is no room in the function's backlog; nothing has changed. */
  FULL,
  /** The schedule waits for another moment, is paused or gone; nothing has changed. */
  SUPERSEDED
}
