package dev.hearth.host.sandbox.classloader.stop;

import java.util.List;
import java.util.function.Predicate;

/**
 * Ends a thread where that harms nobody else: holds it, looks where it is, makes it throw if it is
 * in code of the function, lets it go. Any thread may use it.
 */
public sealed interface SafeStop permits SafeStop.Unavailable, ThreadStopper {

  /**
   * What this virtual machine offers. Attaches to it and tries itself out on the first call, which
   * takes some tens of milliseconds, and gives the same again after that. Never throws.
   */
  static SafeStop ofThisJvm() {
    return ThreadStopper.ofThisJvm();
  }

  /**
   * Holds a thread, looks, stops it if it may be stopped where it is, and lets it go on. It may
   * take as long as the thread takes to come to a safe place: microseconds, but seconds in a long
   * intrinsic such as the filling of an array of a gigabyte.
   *
   * @param ownCode tells frames of the function. It is asked while the thread is held, which may
   *     hold any lock: it must not lock, wait, log or load a class
   * @param platformToo whether platform code that {@link PlatformFrames} lists may be broken off
   * @param kill what it is to throw
   */
  Look attempt(
      Thread target, Predicate<StackTraceElement> ownCode, boolean platformToo, Throwable kill);

  /** Interrupts a thread without running code of the function, whose class the thread may be. */
  void interrupt(Thread target);

  /** Lets go of what is remembered about a thread that will not be looked at again. */
  void forget(long threadId);

  /** Stops nothing, for a reason. */
  record Unavailable(String reason) implements SafeStop {

    private static final Look UNSEEN = new Look.NotNow(List.of());

    @Override
    public Look attempt(
        Thread target, Predicate<StackTraceElement> ownCode, boolean platformToo, Throwable kill) {
      return target.isAlive() ? UNSEEN : new Look.Gone();
    }

    /** Interrupts it, unless its class is the function's own. */
    @Override
    public void interrupt(Thread target) {
      if (ThreadView.isTrusted(target)) {
        target.interrupt();
      }
    }

    @Override
    public void forget(long threadId) {
      // Nothing is remembered.
    }
  }
}
