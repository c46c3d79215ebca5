package dev.hearth.host.sandbox.classloader.metering;

import dev.hearth.host.invocation.Usage;
import dev.hearth.host.sandbox.Meter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What all threads of one instance have used since they started. Safe for several threads. */
public final class InstanceMeter implements Meter {

  private final List<Thread> serving = new CopyOnWriteArrayList<>();
  private final ChildThreads children;

  /** Of the serving threads that it is told of, and these. */
  public InstanceMeter(ChildThreads children) {
    this.children = children;
  }

  /** The instance has got a further thread of the host's. */
  public void add(Thread thread) {
    serving.add(thread);
  }

  @Override
  public Usage read() {
    Usage ofChildren = children.total();
    long cpu = ofChildren.cpuNanos();
    long bytes = ofChildren.allocatedBytes();
    for (Thread thread : serving) {
      Usage own = ThreadClocks.of(thread);
      cpu += own.cpuNanos();
      bytes += own.allocatedBytes();
    }
    return new Usage(cpu, bytes);
  }
}
