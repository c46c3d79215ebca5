package dev.hearth.host.sandbox.classloader.metering;

import dev.hearth.host.invocation.Usage;
import dev.hearth.host.sandbox.Meter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** What all threads of one instance have used since they started. Safe for several threads. */
public final class InstanceMeter implements Meter {

  private final List<Thread> serving = new CopyOnWriteArrayList<>();
  private final LongAdder retiredCpuNanos = new LongAdder();
  private final LongAdder retiredBytes = new LongAdder();
  private final ChildThreads children;

  /** Of the serving threads that it is told of, and these. */
  public InstanceMeter(ChildThreads children) {
    this.children = children;
  }

  /** The instance has got a further thread of the host's. */
  public void add(Thread thread) {
    serving.add(thread);
  }

  /** The running thread, which was added, ends; what it has used stays. */
  public void retireRunningThread() {
    Usage own = ThreadClocks.own();
    retiredCpuNanos.add(own.cpuNanos());
    retiredBytes.add(own.allocatedBytes());
    serving.remove(Thread.currentThread());
  }

  @Override
  public Usage read() {
    Usage ofChildren = children.total();
    long cpu = ofChildren.cpuNanos() + retiredCpuNanos.sum();
    long bytes = ofChildren.allocatedBytes() + retiredBytes.sum();
    for (Thread thread : serving) {
      Usage own = ThreadClocks.of(thread);
      cpu += own.cpuNanos();
      bytes += own.allocatedBytes();
    }
    return new Usage(cpu, bytes);
  }
}
