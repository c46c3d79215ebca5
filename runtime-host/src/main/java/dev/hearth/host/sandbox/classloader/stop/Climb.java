package dev.hearth.host.sandbox.classloader.stop;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.sandbox.classloader.guard.Kill;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One kill, from its decision to its end. Belongs to the thread of the ladder that runs it. */
final class Climb {

  private static final Logger LOG = System.getLogger(Climb.class.getName());

  /** How many rounds pass between two calls to close what is open. */
  private static final int CLOSE_EVERY = 32;

  private final Doomed doomed;
  private final Rungs rungs;
  private final Supplier<SafeStop> stopper;
  private final Quarantine quarantine;
  private final TimeSource time;
  private final long begun;
  private final Kill kill = new Kill("the call was ended");
  private final Set<Rung> applied = EnumSet.of(Rung.FLAG);
  private final Set<Long> looked = new HashSet<>();
  private Rung lastStop = Rung.FLAG;
  private int most;
  private int round;

  /**
   * A kill that begins now.
   *
   * @param stopper gives what there is at the moment; it may become better while the kill goes on
   */
  Climb(
      Doomed doomed,
      Rungs rungs,
      Supplier<SafeStop> stopper,
      Quarantine quarantine,
      TimeSource time) {
    this.doomed = doomed;
    this.rungs = rungs;
    this.stopper = stopper;
    this.quarantine = quarantine;
    this.time = time;
    this.begun = time.nanos();
  }

  /** Climbs until all threads have ended, it is given up, or the running thread is interrupted. */
  Ending climb(List<StackTraceElement> stack) {
    List<Thread> left = living();
    while (!left.isEmpty() && !rungs.isOver(elapsed()) && !Thread.currentThread().isInterrupted()) {
      apply(left, rungs.at(elapsed()));
      LockSupport.parkNanos(rungs.pauseNanos(elapsed()));
      left = living();
      quarantine.keepOnly(this, left);
    }
    if (left.isEmpty()) {
      quarantine.release(this);
    }
    looked.forEach(stopper.get()::forget);
    return new Ending(highest(), Duration.ofNanos(elapsed()), most, left.size(), stack);
  }

  private void apply(List<Thread> threads, Set<Rung> due) {
    guarded(doomed::raiseFlag);
    if (due.contains(Rung.INTERRUPT)) {
      applied.add(Rung.INTERRUPT);
      threads.forEach(stopper.get()::interrupt);
    }
    if (due.contains(Rung.STOP_IN_FUNCTION)) {
      threads.forEach(thread -> stop(thread, due.contains(Rung.STOP_IN_PLATFORM)));
    }
    if (due.contains(Rung.CLOSE) && round++ % CLOSE_EVERY == 0) {
      applied.add(Rung.CLOSE);
      guarded(doomed::closeResources);
    }
    if (due.contains(Rung.QUARANTINE) && applied.add(Rung.QUARANTINE)) {
      List<Thread> alive = living();
      quarantine.add(this, alive);
      guarded(() -> doomed.quarantined(alive));
    }
  }

  private void stop(Thread thread, boolean platformToo) {
    looked.add(thread.threadId());
    switch (stopper.get().attempt(thread, doomed::isOwnFrame, platformToo, kill)) {
      case Look.StoppedInFunction _ -> lastStop = Rung.STOP_IN_FUNCTION;
      case Look.StoppedInPlatform _ -> lastStop = Rung.STOP_IN_PLATFORM;
      case Look.NotNow _, Look.Gone _ -> {}
    }
  }

  private List<Thread> living() {
    List<Thread> threads;
    try {
      threads = doomed.threads().stream().filter(Thread::isAlive).toList();
    } catch (RuntimeException | Error failed) {
      LOG.log(Level.ERROR, "the threads of a kill could not be listed", failed);
      threads = List.of();
    }
    most = Math.max(most, threads.size());
    return threads;
  }

  /** A stop says what was needed; without one it was what was done last. */
  private Rung highest() {
    if (applied.contains(Rung.QUARANTINE)) {
      return Rung.QUARANTINE;
    }
    return lastStop == Rung.FLAG
        ? applied.stream().reduce((_, last) -> last).orElseThrow()
        : lastStop;
  }

  private long elapsed() {
    return time.nanos() - begun;
  }

  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error failed) {
      LOG.log(Level.ERROR, "a step of a kill failed", failed);
    }
  }
}
