package dev.hearth.host.sandbox.polyglot;

/**
 * A platform thread that serves calls in one lane of an instance. Its marks are written by the
 * thread itself, or by whoever slows it down, and read by any.
 */
final class GuestThread extends Thread {

  /** The priority of threads whose calls take long. */
  private static final int LONG_CALLS = Thread.MIN_PRIORITY + 1;

  /** The priority of threads that serve calls: below the host's own, which answer everybody. */
  private static final int CALLS = Thread.NORM_PRIORITY - 1;

  private volatile boolean inGuest;
  private volatile boolean madeWay;

  @SuppressWarnings("ThreadPriorityCheck") // scripts/java-options makes the scheduler heed it
  GuestThread(ThreadGroup group, Runnable work, String name) {
    super(group, work, name, 0, false);
    setDaemon(true);
    setContextClassLoader(ClassLoader.getPlatformClassLoader());
    setPriority(CALLS);
  }

  /** Says whether code of a guest may be on the stack; told by the thread itself. */
  void inGuest(boolean is) {
    inGuest = is;
  }

  /** Whether code of a guest may be on the stack, so that the thread may have to be ended. */
  boolean inGuest() {
    return inGuest;
  }

  /** Lets others come first from now on. */
  @SuppressWarnings("ThreadPriorityCheck") // scripts/java-options makes the scheduler heed it
  void makeWay() {
    madeWay = true;
    setPriority(LONG_CALLS);
  }

  /** Whether others come first, so that the next call had better have another thread. */
  boolean hasMadeWay() {
    return madeWay;
  }
}
