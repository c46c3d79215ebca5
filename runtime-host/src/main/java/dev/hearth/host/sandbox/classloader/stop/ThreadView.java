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
 * @param blocked whether it waits to enter a monitor
 */
record ThreadView(List<StackTraceElement> frames, boolean blocked) {

  /** Looks at a thread. */
  static ThreadView of(Thread thread) {
    return isTrusted(thread)
        ? new ThreadView(List.of(thread.getStackTrace()), thread.getState() == Thread.State.BLOCKED)
        : fromOutside(thread);
  }

  /** Looks at a thread of any class, without calling any of its methods that can be overridden. */
  static ThreadView fromOutside(Thread thread) {
    ThreadInfo seen =
        ManagementFactory.getThreadMXBean().getThreadInfo(thread.threadId(), Integer.MAX_VALUE);
    return seen == null
        ? new ThreadView(List.of(), false)
        : new ThreadView(
            List.of(seen.getStackTrace()), seen.getThreadState() == Thread.State.BLOCKED);
  }

  /** Whether the class of the thread is of the platform or of the host. */
  static boolean isTrusted(Thread thread) {
    ClassLoader loader = thread.getClass().getClassLoader();
    return loader == null
        || Objects.equals(ThreadView.class.getClassLoader(), loader)
        || ClassLoader.getPlatformClassLoader().equals(loader);
  }
}
