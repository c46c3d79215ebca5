package dev.hearth.host.sandbox.classloader.stop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.List;
import java.util.Objects;

/**
 * What a thread does, seen without running code of the function. A function may make its own
 * subclass of thread, whose methods the host must not call; of such a thread the management
 * interface tells, which is dearer.
 *
 * @param frames the uppermost first; empty if it does not live
 * @param state what it does at the moment
 */
public record ThreadView(List<StackTraceElement> frames, Thread.State state) {

  /** Whether it waits to enter a monitor. */
  boolean blocked() {
    return state == Thread.State.BLOCKED;
  }

  /** Whether it waits for something to happen, perhaps for a while only. */
  public boolean waits() {
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  /** Looks at a thread. */
  public static ThreadView of(Thread thread) {
    return isTrusted(thread)
        ? new ThreadView(List.of(thread.getStackTrace()), thread.getState())
        : fromOutside(thread);
  }

  /** Looks at a thread of any class, without calling any of its methods that can be overridden. */
  static ThreadView fromOutside(Thread thread) {
    ThreadInfo seen =
        ManagementFactory.getThreadMXBean().getThreadInfo(thread.threadId(), Integer.MAX_VALUE);
    return seen == null
        ? new ThreadView(List.of(), Thread.State.TERMINATED)
        : new ThreadView(List.of(seen.getStackTrace()), seen.getThreadState());
  }

  /** Whether the class of the thread is of the platform or of the host. */
  public static boolean isTrusted(Thread thread) {
    ClassLoader loader = thread.getClass().getClassLoader();
    return loader == null
        || Objects.equals(ThreadView.class.getClassLoader(), loader)
        || ClassLoader.getPlatformClassLoader().equals(loader);
  }
}
