package dev.hearth.host.scheduling;

import java.util.Locale;

/** Where a call goes. */
public enum Placement {
  /** Into a warm instance. */
  WARM,
  /** Into an instance that is started for it. */
  COLD,
  /** Into the waiting line. */
  WAIT,
  /** Nowhere: as many wait as may. */
  REJECT_FULL,
  /** Nowhere: its turn would come after its deadline. */
  REJECT_LATE,
  /** Nowhere: more comes than can be served, and the line is as long as is of use. */
  REJECT_CONGESTED,
  /** Nowhere: the function is switched off. */
  REJECT_OFF;

  /** The name for status and metrics, for instance {@code full}. */
  public String slug() {
    return name().replace("REJECT_", "").toLowerCase(Locale.ROOT);
  }

  /** Whether the call is turned away. */
  public boolean rejects() {
    return switch (this) {
      case WARM, COLD, WAIT -> false;
      case REJECT_FULL, REJECT_LATE, REJECT_CONGESTED, REJECT_OFF -> true;
    };
  }
}
