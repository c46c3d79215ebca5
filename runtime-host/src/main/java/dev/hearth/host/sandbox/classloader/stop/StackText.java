package dev.hearth.host.sandbox.classloader.stop;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes a stack down as far as it is the function's: without the frames of the host. Stateless.
 */
public final class StackText {

  private static final int FRAMES = 64;

  private StackText() {}

  /** A line for each frame, as a printed stack trace has. */
  public static String of(List<StackTraceElement> stack) {
    Predicate<StackTraceElement> ofHost =
        frame -> frame.getClassName().startsWith("dev.hearth.host.");
    return stack.stream()
        .dropWhile(ofHost.or(frame -> frame.getMethodName().equals("getStackTrace")))
        .takeWhile(ofHost.negate())
        .limit(FRAMES)
        .map(frame -> "\tat " + frame + '\n')
        .collect(Collectors.joining());
  }

  /** Where the running thread is. */
  public static String ofRunningThread() {
    return of(Arrays.asList(Thread.currentThread().getStackTrace()));
  }
}
