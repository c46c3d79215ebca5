package dev.hearth.host;

import java.time.Duration;
import java.util.function.IntSupplier;

/** Waits for calls under way. */
final class Drain {

  private static final Duration LOOK = Duration.ofMillis(10);

  private Drain() {}

  /** Waits until nothing is in flight, at most for the grace. */
  static void await(IntSupplier inFlight, Duration grace) {
    try {
      for (long looks = grace.dividedBy(LOOK); looks > 0 && inFlight.getAsInt() > 0; looks--) {
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
