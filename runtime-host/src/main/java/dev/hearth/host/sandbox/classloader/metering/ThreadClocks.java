package dev.hearth.host.sandbox.classloader.metering;

import com.sun.management.ThreadMXBean;
import dev.hearth.host.invocation.Usage;
import java.lang.management.ManagementFactory;

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
    long id = thread.threadId();
    return new Usage(
        Math.max(0, THREADS.getThreadCpuTime(id)),
        Math.max(0, THREADS.getThreadAllocatedBytes(id)));
  }

  /** How many platform threads this JVM has ever started. */
  static long started() {
    return THREADS.getTotalStartedThreadCount();
  }
}
