package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.sandbox.ThreadStarts;
import dev.hearth.host.sandbox.classloader.metering.InstanceMeter;
import dev.hearth.host.sandbox.classloader.metering.ThreadCensus;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The threads of one instance that serve its calls, and the work that waits for them. Any thread
 * may hand in work; a thread that has had to make way for others is succeeded by a fresh one, for
 * not every host may give a priority back.
 */
final class ServingThreads {

  /** Wakes a thread so that it ends. */
  private static final Work STOP = () -> {};

  private final InstanceThreadGroup group;
  private final InstanceMeter meter;
  private final ThreadCensus census;
  private final ThreadStarts starts;
  private final Runnable lastEnds;
  private final BlockingQueue<Work> work = new LinkedTransferQueue<>();
  private final AtomicInteger count = new AtomicInteger(1);
  private volatile boolean stopped;

  /** Something for a thread to do. */
  @FunctionalInterface
  interface Work {
    void perform();
  }

  /**
   * None runs yet.
   *
   * @param alarm does something on a thread of the host
   * @param lastEnds runs on the last thread, when all have been stopped
   */
  ServingThreads(
      InstanceThreadGroup group,
      InstanceMeter meter,
      ThreadCensus census,
      Enforcement.Alarm alarm,
      Runnable lastEnds) {
    this.group = group;
    this.starts =
        new ThreadStarts((delay, action) -> {
          var _ = alarm.after(delay, action);
        });
    this.meter = meter;
    this.census = census;
    this.lastEnds = lastEnds;
  }

  /** Starts the first thread, which serves after {@code preparation}, unless that gives false. */
  void startFirst(BooleanSupplier preparation) {
    start(
        1,
        () -> {
          if (preparation.getAsBoolean()) {
            serve(1);
          } else {
            ends();
          }
        });
  }

  /** Has something done, by one more thread if so many are wanted and {@code limit} allows it. */
  void add(Work task, int wanted, int limit) {
    int now = count.get();
    if (wanted > now && now < limit && count.compareAndSet(now, now + 1)) {
      start(now + 1, () -> serve(now + 1));
    }
    work.add(task);
  }

  /** Lets each thread end when it has nothing left to do. */
  void stop() {
    stopped = true;
    for (int i = count.get(); i > 0; i--) {
      work.add(STOP);
    }
  }

  private void start(int number, Runnable body) {
    String name = group.getName() + (number == 1 ? "" : "#" + number);
    InstanceThread thread = group.serving(body, name);
    meter.add(thread);
    census.startsServingThread();
    starts.start(thread, Thread.currentThread() instanceof InstanceThread);
  }

  private void serve(int number) {
    InstanceThread self = (InstanceThread) Thread.currentThread();
    while (performNext()) {
      if (self.hasMadeWay()) {
        start(number, () -> serve(number));
        meter.retireRunningThread();
        return;
      }
    }
    ends();
  }

  private boolean performNext() {
    try {
      work.take().perform();
    } catch (InterruptedException interrupted) {
      // From a call that has ended: what it was meant for is over.
    }
    return !stopped;
  }

  private void ends() {
    if (count.decrementAndGet() == 0) {
      lastEnds.run();
    }
  }
}
