package dev.hearth.host.sandbox.classloader.stop;

import java.util.List;

/** What one look at a thread led to. */
public sealed interface Look {

  /** It was in code of the function, and throws the kill there. */
  record StoppedInFunction() implements Look {}

  /**
   * It was in platform code that may be broken off, and throws the kill there.
   *
   * @param frame where
   */
  record StoppedInPlatform(StackTraceElement frame) implements Look {}

  /**
   * It was left alone, for it was where nothing may be broken off, or could not be held.
   *
   * @param top where it was, as far as that was seen
   */
  record NotNow(List<StackTraceElement> top) implements Look {}

  /** It does not live. */
  record Gone() implements Look {}
}
