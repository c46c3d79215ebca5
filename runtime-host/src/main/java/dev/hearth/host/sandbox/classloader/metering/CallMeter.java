package dev.hearth.host.sandbox.classloader.metering;

import dev.hearth.host.invocation.Usage;
import dev.hearth.host.sandbox.HeapLevel;
import dev.hearth.host.sandbox.Meter;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one call has used: the thread that serves it, the threads that its function has started, and
 * memory outside the heap. Where an instance serves several calls at once, the function's threads
 * count for each of them. Guarded by itself; made on the serving thread.
 */
public final class CallMeter implements Meter {

  private final Thread serving = Thread.currentThread();
  private final ChildThreads children;
  private final AtomicLong outsideHeap = new AtomicLong();
  private final Usage ownBefore;
  private final Usage childrenBefore;
  private final PeakEstimate peak;

  /** Begins to count now, for the running thread. */
  public CallMeter(ChildThreads children, HeapLevel heap) {
    this.children = children;
    this.childrenBefore = children.total();
    this.peak = new PeakEstimate(heap);
    this.ownBefore = ThreadClocks.own();
  }

  /** Whether it is this thread that serves the call. */
  public boolean isServedBy(Thread thread) {
    return serving.equals(thread);
  }

  /** So many bytes were taken outside the heap. */
  public void tookOutsideHeap(long bytes) {
    outsideHeap.addAndGet(bytes);
  }

  /** Bytes allocated so far; called on the serving thread, it is quick. */
  public long allocatedBytes() {
    if (Thread.currentThread() != serving) {
      return read().allocatedBytes();
    }
    long own = ThreadClocks.ownAllocatedBytes() - ownBefore.allocatedBytes();
    return own
        + children.total().allocatedBytes()
        - childrenBefore.allocatedBytes()
        + outsideHeap.get();
  }

  /** Processor time that the threads of the function have used since the call began. */
  public long childrenCpuNanos() {
    return children.total().cpuNanos() - childrenBefore.cpuNanos();
  }

  @Override
  public Usage read() {
    return together(ThreadClocks.of(serving));
  }

  /** The same on the serving thread, where it costs less. */
  public Usage readOnServingThread() {
    return together(ThreadClocks.own());
  }

  private synchronized Usage together(Usage own) {
    Usage ofChildren = children.total().since(childrenBefore);
    long cpu = own.cpuNanos() - ownBefore.cpuNanos() + ofChildren.cpuNanos();
    long bytes =
        own.allocatedBytes()
            - ownBefore.allocatedBytes()
            + ofChildren.allocatedBytes()
            + outsideHeap.get();
    return new Usage(cpu, bytes, peak.at(bytes));
  }
}
