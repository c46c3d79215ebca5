package dev.hearth.host.queue.durable;

import java.util.Locale;

/** Where a task is on its way. */
public enum TaskState {
  /** It waits: for its moment, its turn, or its next attempt. */
  QUEUED,
  /** It is leased. */
  RUNNING,
  /** The function has answered with success. */
  SUCCEEDED,
  /** It has failed for good; whoever waited for it was told, or its dead letter was purged. */
  FAILED,
  /** It has failed for good and is kept with its input. */
  DEAD_LETTERED,
  /** Its time was over before an attempt could succeed; it is kept with its input. */
  EXPIRED,
  /** Somebody has called it off. */
  CANCELLED;

  /** As it stands in answers: {@code dead-lettered}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether nothing more happens to it by itself. */
  public boolean isFinal() {
    return switch (this) {
      case QUEUED, RUNNING -> false;
      case SUCCEEDED, FAILED, DEAD_LETTERED, EXPIRED, CANCELLED -> true;
    };
  }
}
