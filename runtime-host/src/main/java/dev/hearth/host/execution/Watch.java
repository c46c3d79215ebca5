package dev.hearth.host.execution;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one call at a time. One thread arms and disarms it, the watchdog's looks. A look that
 * has begun may end after the call: it only reads, and what it decides is decided once elsewhere.
 *
 * <p>A look that is planned stays planned when its call ends. The next call needs no other one
 * unless it is due sooner, for a look that comes too early plans the next. Either the thread that
 * arms sees that no look is planned any more, or the look sees the new alarm, as each writes its
 * own variable before it reads the other's.
 */
final class Watch {

  private static final long NEVER = Long.MAX_VALUE;

  private final LongSupplier ticker;
  private final Planner planner;
  private final AtomicReference<@Nullable Alarm> alarm = new AtomicReference<>();
  private volatile long plannedNanos = NEVER;

  /** What is done when a look is due. */
  @FunctionalInterface
  interface Look {

    /**
     * Looks. It may be called once more for a call that has just ended.
     *
     * @param elapsedNanos since the watch was armed
     * @return nanoseconds until the next look; negative if there is to be none
     */
    long take(long elapsedNanos);
  }

  /** Has a look taken after a delay. */
  @FunctionalInterface
  interface Planner {
    void plan(long delayNanos, Runnable look);
  }

  Watch(LongSupplier ticker, Planner planner) {
    this.ticker = ticker;
    this.planner = planner;
  }

  private record Alarm(long begunNanos, long dueNanos, Look look) {}

  /** Has {@code look} taken {@code delayNanos} from now. */
  void arm(long delayNanos, Look look) {
    long begun = ticker.getAsLong();
    long due = begun + delayNanos;
    alarm.set(new Alarm(begun, due, look));
    if (plannedNanos == NEVER || plannedNanos - due > 0) {
      planLook(due, delayNanos);
    }
  }

  /** The look is not taken any more, unless it has begun. */
  void disarm() {
    alarm.set(null);
  }

  private void planLook(long due, long delayNanos) {
    plannedNanos = due;
    planner.plan(delayNanos, this::look);
  }

  private void look() {
    plannedNanos = NEVER;
    Alarm set = alarm.get();
    if (set == null) {
      return;
    }
    long now = ticker.getAsLong();
    if (set.dueNanos() - now > 0) {
      planLook(set.dueNanos(), set.dueNanos() - now);
    } else {
      takeDue(set, now);
    }
  }

  private void takeDue(Alarm set, long now) {
    long next = set.look().take(now - set.begunNanos());
    if (next < 0) {
      alarm.compareAndSet(set, null);
    } else if (alarm.compareAndSet(set, new Alarm(set.begunNanos(), now + next, set.look()))) {
      planLook(now + next, next);
    }
  }
}
