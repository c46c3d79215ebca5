package dev.hearth.host.sandbox;

import dev.hearth.host.invocation.Usage;

/** Reads what something has used so far. Any thread may ask, and not more often than it needs. */
@FunctionalInterface
public interface Meter {

  /** What was used so far. */
  Usage read();
}
