package dev.hearth.host.sandbox.classloader.stop;

import dev.hearth.host.config.TimeSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Ends threads of functions that do not end by themselves. Any thread may use it. Each kill in
 * progress has a thread of its own, since a look at a thread may take as long as that thread takes
 * to come to a safe place; without a kill there is no thread.
 */
public final class KillLadder implements AutoCloseable {

  private static final Logger LOG = System.getLogger(KillLadder.class.getName());
  private static final int KEEP_THREAD_SECONDS = 5;

  /** How long the flag waits for the look at where the function is. */
  private static final int FIRST_LOOK_MILLIS = 1;

  private final Rungs rungs;
  private final TimeSource time;
  private final Supplier<SafeStop> source;
  private final ExecutorService threads;
  private final Quarantine quarantine = new Quarantine();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean warmed = new AtomicBoolean();
  private final AtomicInteger inProgress = new AtomicInteger();
  private final LongAdder givenUp = new LongAdder();
  private final LongAdder tookNanos = new LongAdder();
  private final Map<Rung, LongAdder> ended = new ConcurrentHashMap<>();
  private volatile SafeStop stopper = new SafeStop.Unavailable("it has not been tried yet");

  /**
   * A ladder that does nothing yet. Its threads belong to the group of the thread that makes it.
   *
   * @param source gives the safe stop; asked once, on a thread of the ladder
   */
  public KillLadder(Rungs rungs, Supplier<SafeStop> source, TimeSource time) {
    this.rungs = rungs;
    this.source = source;
    this.time = time;
    // Not the group and the class loader of whoever asks for a kill: that may be a thread of the
    // function to be ended.
    ThreadGroup group = Objects.requireNonNull(Thread.currentThread().getThreadGroup());
    ThreadFactory factory =
        Thread.ofPlatform()
            .group(group)
            .inheritInheritableThreadLocals(false)
            .name("hearth-kill-", 1)
            .daemon(true)
            .factory();
    ClassLoader host = KillLadder.class.getClassLoader();
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = factory.newThread(work);
              thread.setContextClassLoader(host);
              return thread;
            });
  }

  /**
   * Gets the safe stop ready in the background; returns at once. Where it is not called, the first
   * kill does the same, and has the milder rungs only until it is ready.
   */
  public void warmUp() {
    if (warmed.compareAndSet(false, true)) {
      start(() -> stopper = source.get());
    }
  }

  /** What there is to stop threads with at the moment. */
  public SafeStop safeStop() {
    return stopper;
  }

  /**
   * Begins to end the threads of something; returns at once and never throws. Where no thread is to
   * be had for it, the flag is raised and the threads are interrupted once, and the rest follows on
   * the thread of the next kill that ends or begins.
   */
  public void end(Doomed doomed) {
    warmUp();
    inProgress.incrementAndGet();
    Climb climb = new Climb(doomed, rungs, () -> stopper, quarantine, time);
    Runnable kill = () -> perform(doomed, climb);
    if (!start(() -> performAll(kill))) {
      waiting.add(kill);
      hint(doomed);
    }
  }

  private boolean start(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      LOG.log(Level.ERROR, "there is no thread for a kill", noThread);
      return false;
    }
  }

  private void hint(Doomed doomed) {
    try {
      doomed.raiseFlag();
      doomed.threads().forEach(stopper::interrupt);
    } catch (RuntimeException | Error failed) {
      LOG.log(Level.ERROR, "a kill could not be begun", failed);
    }
  }

  private void performAll(Runnable first) {
    for (Runnable kill = first; kill != null; kill = waiting.poll()) {
      kill.run();
    }
  }

  private void perform(Doomed doomed, Climb climb) {
    try {
      List<StackTraceElement> stack = firstLook(doomed);
      doomed.seen(stack);
      Ending ending = climb.climb(stack);
      count(ending);
      inProgress.decrementAndGet();
      doomed.ended(ending);
    } catch (RuntimeException | Error failed) {
      LOG.log(Level.ERROR, "the end of a kill could not be told", failed);
    }
  }

  private void count(Ending ending) {
    tookNanos.add(ending.took().toNanos());
    if (ending.left() > 0) {
      givenUp.increment();
    } else {
      ended.computeIfAbsent(ending.rung(), _ -> new LongAdder()).increment();
    }
  }

  /** Looks on another thread, for the look may hang where the flag must not wait. */
  private List<StackTraceElement> firstLook(Doomed doomed) {
    FutureTask<List<StackTraceElement>> look =
        new FutureTask<>(() -> {
          List<Thread> all = doomed.threads();
          return all.isEmpty() ? List.of() : ThreadView.of(all.getFirst()).frames();
        });
    try {
      return start(look) ? look.get(FIRST_LOOK_MILLIS, TimeUnit.MILLISECONDS) : List.of();
    } catch (TimeoutException | ExecutionException e) {
      return List.of();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** What has been done so far. */
  public LadderCounts counts() {
    Map<Rung, Long> sums = new EnumMap<>(Rung.class);
    for (Rung rung : Rung.values()) {
      sums.put(rung, 0L);
    }
    ended.forEach((rung, sum) -> sums.put(rung, sum.sum()));
    return new LadderCounts(
        sums,
        Duration.ofNanos(tookNanos.sum()),
        inProgress.get(),
        givenUp.sum(),
        quarantine.size());
  }

  /** Breaks off the kills that are in progress, which end as given up, and takes no more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
