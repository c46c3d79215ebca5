package dev.hearth.host.sandbox.classloader.stop;

import java.util.List;

/**
 * What is to be ended: an instance, or one call. Its methods are called on one thread of the
 * ladder, which they may hold up but for {@link #isOwnFrame}.
 */
public interface Doomed {

  /**
   * The threads that still have to end, the one that matters most first; a thread that goes on to
   * live does not belong to them once it has left the call. An empty list means that it is done.
   */
  List<Thread> threads();

  /**
   * Where the first of the threads was when its end was decided; told once, before anything else.
   *
   * @param stack the uppermost frame first; empty if it could not be seen in time
   */
  default void seen(List<StackTraceElement> stack) {}

  /** Lets the code of the function see that it must end; asked for again and again. */
  void raiseFlag();

  /** Closes what the threads may wait for: sockets, channels, executors. May be asked twice. */
  void closeResources();

  /**
   * Whether a frame belongs to code of the function. Asked while a thread is held that may hold any
   * lock: it must not lock, wait, log or load a class. Best asked of the name of the class loader,
   * {@link StackTraceElement#getClassLoaderName()}.
   */
  boolean isOwnFrame(StackTraceElement frame);

  /** These threads could not be ended in good time; they are tried from time to time. */
  void quarantined(List<Thread> threads);

  /** The last thread has ended, or the rest was given up. Called once. */
  void ended(Ending ending);
}
