package dev.hearth.host.registry;

/** Work that waits together and shares capacity. */
public enum Lane {
  /** Somebody waits for the answer. */
  INTERACTIVE,
  /** Asynchronous calls, events and schedules. */
  BACKGROUND,
  /** Functions whose declared run timeout is over a minute. */
  LONG
}
