package dev.hearth.host.scheduling;

/** Where a call goes. */
public enum Placement {
  /** To a warm instance. */
  WARM,
  /** To a new instance, started for it. */
  COLD,
  /** Into the waiting line. */
  WAIT,
  /** Away: the function has as many calls waiting as it may. */
  REJECT_FULL,
  /** Away: the function is switched off by {@code concurrency.max: 0}. */
  REJECT_OFF
}
