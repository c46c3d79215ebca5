package dev.hearth.host.execution;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one call at a time. One thread arms and disarms it, the watchdog's looks: whoever
 * takes the alarm out first decides whether its action is done.
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

  /** Has a look taken after a delay. */
  @FunctionalInterface
  interface Planner {
    void plan(long delayNanos, Runnable look);
  }

  Watch(LongSupplier ticker, Planner planner) {
    this.ticker = ticker;
    this.planner = planner;
  }

  private record Alarm(long dueNanos, Runnable action) {}

  /** Has {@code action} done {@code delayNanos} from now. */
  void arm(long delayNanos, Runnable action) {
    long due = ticker.getAsLong() + delayNanos;
    alarm.set(new Alarm(due, action));
    if (plannedNanos == NEVER || plannedNanos - due > 0) {
      planLook(due, delayNanos);
    }
  }

  /** The action is not done any more, unless it has begun. */
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
    long left = set.dueNanos() - ticker.getAsLong();
    if (left > 0) {
      planLook(set.dueNanos(), left);
    } else if (alarm.compareAndSet(set, null)) {
      set.action().run();
    }
  }
}
