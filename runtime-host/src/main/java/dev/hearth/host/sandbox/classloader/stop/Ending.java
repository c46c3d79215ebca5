package dev.hearth.host.sandbox.classloader.stop;

import java.time.Duration;
import java.util.List;

/**
 * How a kill went.
 *
 * @param rung the highest that was needed; that of the last stop if threads were stopped
 * @param took from the decision to the end of the last thread, or until it was given up
 * @param threads how many there were at most at one time
 * @param left how many were given up; 0 if all have ended
 * @param stack where the first thread was when it was decided, the uppermost frame first; at most
 *     {@value #MOST_FRAMES} frames, none if it could not be seen in time
 */
public record Ending(
    Rung rung, Duration took, int threads, int left, List<StackTraceElement> stack) {

  static final int MOST_FRAMES = 64;

  /** Copies the stack. */
  public Ending {
    stack = stack.stream().limit(MOST_FRAMES).toList();
  }
}
