package dev.hearth.host.sandbox.classloader.metering;

import com.sun.management.ThreadMXBean;
import dev.hearth.host.invocation.Usage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/** What a platform thread has used since it started, by the clocks of the JVM. Stateless. */
public final class ThreadClocks {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ThreadClocks() {}

  /** Bytes that the running thread has allocated. */
  public static long ownAllocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** What the running thread has used; cheaper than asking for it by its number. */
  public static Usage own() {
    return new Usage(THREADS.getCurrentThreadCpuTime(), ownAllocatedBytes());
  }

  /** What a thread has used; nothing if it has ended. */
  public static Usage of(Thread thread) {
    return new Usage(
        cpuNanosOf(thread), Math.max(0, THREADS.getThreadAllocatedBytes(thread.threadId())));
  }

  /** The processor time that a thread has used, in nanoseconds; 0 if it has ended. */
  public static long cpuNanosOf(Thread thread) {
    return Math.max(0, THREADS.getThreadCpuTime(thread.threadId()));
  }

  /**
   * Whether a thread neither waits nor has ended. Unlike {@code thread.getState()} it runs no code
   * of the function, whose own kind of thread it may be.
   */
  public static boolean isRunnable(Thread thread) {
    ThreadInfo seen = THREADS.getThreadInfo(thread.threadId());
    return seen != null && seen.getThreadState() == Thread.State.RUNNABLE;
  }

  /** How many platform threads this JVM has ever started. */
  static long started() {
    return THREADS.getTotalStartedThreadCount();
  }
}
