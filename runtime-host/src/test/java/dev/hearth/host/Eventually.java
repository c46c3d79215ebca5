package dev.hearth.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits by looking again and again, up to a deadline that no healthy host reaches. Stateless. */
public final class Eventually {

  private static final Duration DEADLINE = Duration.ofSeconds(40);
  private static final Duration LOOK = Duration.ofMillis(10);

  private Eventually() {}

  /** The first value that is as wanted. */
  public static <T> T get(Supplier<T> value, Predicate<T> wanted) {
    long begun = System.nanoTime();
    T seen = value.get();
    while (!wanted.test(seen)) {
      if (System.nanoTime() - begun > DEADLINE.toNanos()) {
        throw new AssertionError("after " + DEADLINE + " it is still " + seen);
      }
      LockSupport.parkNanos(LOOK.toNanos());
      seen = value.get();
    }
    return seen;
  }

  /** Waits until something holds. */
  public static void holds(String what, BooleanSupplier condition) {
    get(() -> condition.getAsBoolean() ? what : "not so: " + what, what::equals);
  }
}
