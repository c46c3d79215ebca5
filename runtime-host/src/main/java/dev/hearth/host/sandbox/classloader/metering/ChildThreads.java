package dev.hearth.host.sandbox.classloader.metering;

import dev.hearth.host.invocation.Usage;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The threads that one instance's function has started, and what they have used. Of a thread that
 * has ended, what the last look saw counts. Guarded by itself.
 */
public final class ChildThreads {

  private final ThreadGroup home;
  private final ThreadCensus census;

  /** By identity: how such a thread is compared and hashed would be code of the function. */
  private final IdentityHashMap<Thread, Usage> seen = new IdentityHashMap<>(0);

  private long endedCpuNanos;
  private long endedBytes;

  /** Those in {@code home}. */
  public ChildThreads(ThreadGroup home, ThreadCensus census) {
    this.home = home;
    this.census = census;
  }

  /** Those that are alive. */
  public List<Thread> live() {
    return census.childrenOf(home).stream().filter(Thread::isAlive).toList();
  }

  /** What all of them have used so far, together; never less than when it was last asked. */
  public Usage total() {
    List<Thread> children = census.childrenOf(home);
    synchronized (seen) {
      if (children.isEmpty() && seen.isEmpty()) {
        return new Usage(endedCpuNanos, endedBytes);
      }
      children.forEach(this::look);
      forgetEnded();
      long cpu = endedCpuNanos;
      long bytes = endedBytes;
      for (Usage usage : seen.values()) {
        cpu += usage.cpuNanos();
        bytes += usage.allocatedBytes();
      }
      return new Usage(cpu, bytes);
    }
  }

  private void look(Thread child) {
    if (child.isAlive()) {
      seen.merge(child, ThreadClocks.of(child), ChildThreads::larger);
    }
  }

  /** A thread that ends between two questions answers with nothing. */
  private static Usage larger(Usage before, Usage now) {
    return now.cpuNanos() < before.cpuNanos() ? before : now;
  }

  private void forgetEnded() {
    for (Iterator<Map.Entry<Thread, Usage>> all = seen.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Thread, Usage> entry = all.next();
      if (!entry.getKey().isAlive()) {
        endedCpuNanos += entry.getValue().cpuNanos();
        endedBytes += entry.getValue().allocatedBytes();
        all.remove();
      }
    }
  }
}
