package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;

/**
 * A handler has failed whose contract says what its caller is told then. What was thrown has not
 * been looked at: it may as well be what ends the call.
 */
public final class HandlerFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Throwable thrown;
  private final Reason reason;
  private final transient Outcome.Answered shown;

  /**
   * A failure.
   *
   * @param thrown by the handler, or while its input was read
   * @param reason for records and metrics
   * @param shown what the caller gets in place of a problem document
   */
  public HandlerFailedException(Throwable thrown, Reason reason, Outcome.Answered shown) {
    super(null, null, false, false);
    this.thrown = thrown;
    this.reason = reason;
    this.shown = shown;
  }

  /** What was thrown. */
  public Throwable thrown() {
    return thrown;
  }

  /** Why the call failed. */
  public Reason reason() {
    return reason;
  }

  /** What the caller gets. */
  public Outcome.Answered shown() {
    return shown;
  }
}
