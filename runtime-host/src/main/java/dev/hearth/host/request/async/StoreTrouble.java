package dev.hearth.host.request.async;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What callers are told when the store fails. They learn that it failed; where and why stands in
 * the log, once a second at most. Any thread may use it.
 */
final class StoreTrouble {

  private static final Logger LOG = System.getLogger(StoreTrouble.class.getName());
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

  private final TimeSource time;
  private final AtomicLong quietUntil;

  StoreTrouble(TimeSource time) {
    this.time = time;
    this.quietUntil = new AtomicLong(time.nanos());
  }

  /**
   * The refusal that a failure stands for.
   *
   * @param consequence what it means for the caller, as in {@code the call was not taken in}
   */
  Outcome.Failed failed(Throwable failure, String consequence) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    log(cause, consequence);
    return cause instanceof StoreException
        ? new Outcome.Failed(
            Reason.STORE_UNAVAILABLE,
            consequence
                + ": the store of the host cannot be used at the moment (the host's log says why);"
                + " try again",
            RETRY_AFTER,
            ThrownError.NONE)
        : new Outcome.Failed(
            Reason.HOST_ERROR, consequence + ": the host failed, its log says why");
  }

  private void log(Throwable cause, String consequence) {
    long now = time.nanos();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
      LOG.log(Level.ERROR, consequence, cause);
    }
  }
}
