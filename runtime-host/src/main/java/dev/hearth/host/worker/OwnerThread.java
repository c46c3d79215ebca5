package dev.hearth.host.worker;

import dev.hearth.host.pipeline.InvocationPipeline;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The dispatcher's thread as others see it: what is given to it is done there, one after the other,
 * and a failure of one thing does not keep the next from being done. Any thread may use it. After
 * the thread has ended nothing is done, for then nothing is to be.
 */
final class OwnerThread implements Executor, InvocationPipeline.Alarm {

  private static final Logger LOG = System.getLogger(OwnerThread.class.getName());

  private final ScheduledExecutorService thread;
  private final Runnable afterwards;

  /**
   * A view of a thread.
   *
   * @param afterwards is done there when room has come free
   */
  OwnerThread(ScheduledExecutorService thread, Runnable afterwards) {
    this.thread = thread;
    this.afterwards = afterwards;
  }

  @Override
  public void execute(Runnable event) {
    try {
      thread.execute(() -> perform(event));
    } catch (RejectedExecutionException ended) {
      LOG.log(Level.DEBUG, "the worker has ended", ended);
    }
  }

  @Override
  public Runnable after(Duration delay, Runnable event) {
    try {
      ScheduledFuture<?> planned =
          thread.schedule(() -> perform(event), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> planned.cancel(false);
    } catch (RejectedExecutionException ended) {
      return () -> {};
    }
  }

  /** Room has come free. On the thread itself. */
  void freed() {
    afterwards.run();
  }

  private static void perform(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException failed) {
      LOG.log(Level.ERROR, "the worker failed at something and goes on", failed);
    }
  }
}
