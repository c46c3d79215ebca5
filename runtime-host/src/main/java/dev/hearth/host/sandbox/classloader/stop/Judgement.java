package dev.hearth.host.sandbox.classloader.stop;

import java.util.List;
import java.util.function.Predicate;

/** Whether a thread may be made to throw where it stands. Pure. */
enum Judgement {
  /** It is in code of the function: what it throws there, the function could have thrown. */
  IN_FUNCTION,
  /** It is in platform code that works on nothing but what the function gave it. */
  IN_PLATFORM,
  /** What it is in belongs to others too, or it is not in the function's service at all. */
  LEAVE;

  private static final String INITIALISER = "<clinit>";

  /**
   * Judges by the stack.
   *
   * @param frames the uppermost first
   * @param ownCode tells frames of the function
   * @param platformToo whether platform code may be broken off at all
   */
  static Judgement of(
      List<StackTraceElement> frames, Predicate<StackTraceElement> ownCode, boolean platformToo) {
    int own = 0;
    while (own < frames.size() && !ownCode.test(frames.get(own))) {
      own++;
    }
    if (own == frames.size() || initialisesForOthers(frames, ownCode)) {
      return LEAVE;
    }
    if (own == 0) {
      return IN_FUNCTION;
    }
    return platformToo && PlatformFrames.mayBreakOff(frames.subList(0, own)) ? IN_PLATFORM : LEAVE;
  }

  /** An initialiser that is left by an exception leaves a class that nobody can use any more. */
  private static boolean initialisesForOthers(
      List<StackTraceElement> frames, Predicate<StackTraceElement> ownCode) {
    for (StackTraceElement frame : frames) {
      if (frame.getMethodName().equals(INITIALISER) && !ownCode.test(frame)) {
        return true;
      }
    }
    return false;
  }
}
