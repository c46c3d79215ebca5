package dev.hearth.host.config;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of the host, passed in so that tests can move them.
 *
 * @param wall what time it is; may jump
 * @param ticker nanoseconds since an arbitrary moment; never goes back
 */
public record TimeSource(InstantSource wall, LongSupplier ticker) {

  /** What time it is. */
  public Instant now() {
    return wall.instant();
  }

  /** Nanoseconds since an arbitrary moment, for measuring. */
  public long nanos() {
    return ticker.getAsLong();
  }
}
