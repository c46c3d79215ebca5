package dev.hearth.host.sandbox.classloader.guard.view;

import dev.hearth.host.sandbox.classloader.metering.ThreadClocks;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Slows the start of threads while others of the instance keep the processors busy already: more of
 * them would compute nothing sooner, and hold up other functions and their own end. Stateless but
 * for what it was made with; the thread that is about to start another waits here.
 */
final class Turns {

  private static final Duration LOOK = Duration.ofMillis(10);
  private static final int MOST_LOOKS = 10;
  private static final long IDLE_NANOS = Duration.ofNanos(200_000).toNanos();

  private final int processors;
  private final Supplier<List<Thread>> live;
  private final Clock clock;

  /** What can be seen of a thread from outside, without running its code. */
  interface Clock {

    /** The clocks of the JVM. */
    Clock JVM =
        new Clock() {
          @Override
          public boolean isRunnable(Thread thread) {
            return ThreadClocks.isRunnable(thread);
          }

          @Override
          public long cpuNanosOf(Thread thread) {
            return ThreadClocks.cpuNanosOf(thread);
          }
        };

    /** Whether it neither waits nor has ended. */
    boolean isRunnable(Thread thread);

    /** The processor time that it has used, in nanoseconds; 0 if none yet. */
    long cpuNanosOf(Thread thread);
  }

  /**
   * Of an instance.
   *
   * @param processors how many threads may compute before the next has to wait, at least 1
   * @param live the threads of the instance that are alive
   */
  Turns(int processors, Supplier<List<Thread>> live, Clock clock) {
    this.processors = processors;
    this.live = live;
    this.clock = clock;
  }

  /**
   * Returns when fewer threads compute than there are processors, after 100 ms at the latest: one
   * of them may be waiting for the thread that is to be started without giving up its processor.
   */
  void await() {
    Map<Long, Long> before = runnable();
    for (int looks = 0; looks < MOST_LOOKS && before.size() >= processors; looks++) {
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      Map<Long, Long> now = runnable();
      if (computing(before, now) < processors) {
        return;
      }
      before = now;
    }
  }

  /** Processor time of those that do not wait, in nanoseconds, by their number. */
  private Map<Long, Long> runnable() {
    Map<Long, Long> cpuNanos = HashMap.newHashMap(8);
    for (Thread thread : live.get()) {
      if (thread != Thread.currentThread() && clock.isRunnable(thread)) {
        cpuNanos.put(thread.threadId(), clock.cpuNanosOf(thread));
      }
    }
    return cpuNanos;
  }

  /** A thread in native code, waiting for a socket perhaps, is runnable too but uses nothing. */
  private static long computing(Map<Long, Long> before, Map<Long, Long> now) {
    return now.entrySet().stream()
        .filter(entry -> {
          long gained = entry.getValue() - before.getOrDefault(entry.getKey(), 0L);
          return gained > IDLE_NANOS || entry.getValue() == 0;
        })
        .count();
  }
}
