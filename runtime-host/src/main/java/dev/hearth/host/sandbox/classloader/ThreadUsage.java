package dev.hearth.host.sandbox.classloader;

import com.sun.management.ThreadMXBean;
import dev.hearth.host.invocation.Usage;
import java.lang.management.ManagementFactory;

/** What the running platform thread has used since it started. Stateless. */
final class ThreadUsage {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ThreadUsage() {}

  static long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  static Usage now() {
    return new Usage(THREADS.getCurrentThreadCpuTime(), allocatedBytes());
  }

  static Usage since(Usage before) {
    Usage now = now();
    return new Usage(
        now.cpuNanos() - before.cpuNanos(), now.allocatedBytes() - before.allocatedBytes());
  }
}
