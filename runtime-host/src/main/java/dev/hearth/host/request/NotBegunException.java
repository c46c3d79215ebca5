package dev.hearth.host.request;

import dev.hearth.host.invocation.Outcome;

/** A call was refused before it became an invocation. */
final class NotBegunException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Outcome.Failed failed;

  NotBegunException(Outcome.Failed failed) {
    super(failed.detail(), null, false, false);
    this.failed = failed;
  }

  /** What the caller is told. */
  Outcome.Failed failed() {
    return failed;
  }
}
