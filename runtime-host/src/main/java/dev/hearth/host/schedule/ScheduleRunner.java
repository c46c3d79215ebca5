package dev.hearth.host.schedule;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.RegistryListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The thread that fires schedules: sleeps until the next is due or something changes, and with any
 * schedule at all looks at the wall clock every 30 s, which may have been put. Any thread may tell
 * it of changes.
 */
public final class ScheduleRunner implements RegistryListener, AutoCloseable {

  private static final Logger LOG = System.getLogger(ScheduleRunner.class.getName());
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final FunctionRegistry registry;
  private final ScheduleBook book;
  private final TimeSource time;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Set<FunctionName> changed = new HashSet<>();
  private boolean closed;
  private boolean opened;

  /** A runner that is not begun. */
  public ScheduleRunner(
      FunctionRegistry registry,
      ScheduleStore store,
      FiringMaker maker,
      WorkSignal signal,
      TimeSource time) {
    this.registry = registry;
    this.book = new ScheduleBook(registry, new ScheduleBook.Means(store, maker, signal), time);
    this.time = time;
    this.thread =
        Thread.ofPlatform().name("hearth-schedules").daemon().unstarted(this::runUntilClosed);
  }

  /** Follows what is deployed, and fires from now on. */
  public void begin() {
    registry.addListener(this);
    thread.start();
  }

  @Override
  public void changed(Optional<DeployedFunction> before, Optional<DeployedFunction> after) {
    after.or(() -> before).ifPresent(function -> changed(function.name()));
  }

  /** Something has changed with the schedules of a function. */
  public void changed(FunctionName function) {
    lock.lock();
    try {
      changed.add(function);
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  private void runUntilClosed() {
    Duration pause = Duration.ZERO;
    try {
      while (sleep(pause)) {
        pause = round();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives how long to sleep then; longer than ever for until something changes. */
  private Duration round() {
    try {
      if (!opened) {
        book.open();
        opened = true;
      }
      takeChanges().forEach(book::review);
      Instant next = book.round();
      if (next.equals(Instant.MAX)) {
        return Duration.ofDays(1);
      }
      Duration left = Duration.between(time.now(), next);
      return left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP;
    } catch (RuntimeException failure) {
      LOG.log(Level.ERROR, "schedules could not be fired and will be tried again", failure);
      return AFTER_FAILURE;
    }
  }

  private Set<FunctionName> takeChanges() {
    lock.lock();
    try {
      Set<FunctionName> taken = Set.copyOf(changed);
      changed.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Sleeps unless there is news; false when it is to end. */
  private boolean sleep(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (!closed && changed.isEmpty() && left > 0) {
        left = news.awaitNanos(left);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Fires nothing more; what is under way is finished. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      news.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
