package dev.hearth.host.scheduling;

import dev.hearth.host.invocation.Outcome;

/** An instance that was to be kept warm did not start. */
public final class StartFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Outcome.Failed failure;

  /** For the failure of the start. */
  public StartFailedException(Outcome.Failed failure) {
    super(failure.detail());
    this.failure = failure;
  }

  /** Why it did not. */
  public Outcome.Failed failure() {
    return failure;
  }
}
