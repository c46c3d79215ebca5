package dev.hearth.host.sandbox.polyglot;

import dev.hearth.host.invocation.Usage;
import dev.hearth.host.sandbox.HeapLevel;
import dev.hearth.host.sandbox.Meter;
import dev.hearth.host.sandbox.classloader.metering.PeakEstimate;
import dev.hearth.host.sandbox.classloader.metering.ThreadClocks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** What the threads of one instance have used since they started. Safe for several threads. */
final class GuestMeters implements Meter {

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final LongAdder retiredCpuNanos = new LongAdder();
  private final LongAdder retiredBytes = new LongAdder();

  void add(Thread thread) {
    threads.add(thread);
  }

  /** The running thread, which was added, ends; what it has used stays. */
  void retireRunningThread() {
    Usage own = ThreadClocks.own();
    retiredCpuNanos.add(own.cpuNanos());
    retiredBytes.add(own.allocatedBytes());
    threads.remove(Thread.currentThread());
  }

  @Override
  public Usage read() {
    long cpu = retiredCpuNanos.sum();
    long bytes = retiredBytes.sum();
    for (Thread thread : threads) {
      Usage own = ThreadClocks.of(thread);
      cpu += own.cpuNanos();
      bytes += own.allocatedBytes();
    }
    return new Usage(cpu, bytes);
  }

  /** Begins to count for a call that the running thread serves. */
  static Call call(HeapLevel heap) {
    return new Call(heap);
  }

  /** What one call has used; made on the thread that serves it. Guarded by itself. */
  static final class Call implements Meter {

    private final Thread serving = Thread.currentThread();
    private final Usage before;
    private final PeakEstimate peak;

    private Call(HeapLevel heap) {
      this.peak = new PeakEstimate(heap);
      this.before = ThreadClocks.own();
    }

    @Override
    public Usage read() {
      return used(ThreadClocks.of(serving));
    }

    /** The same on the serving thread, where it costs less. */
    Usage readOnServingThread() {
      return used(ThreadClocks.own());
    }

    private synchronized Usage used(Usage own) {
      long bytes = own.allocatedBytes() - before.allocatedBytes();
      return new Usage(own.cpuNanos() - before.cpuNanos(), bytes, peak.at(bytes));
    }
  }
}
