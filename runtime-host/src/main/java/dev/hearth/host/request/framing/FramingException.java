package dev.hearth.host.request.framing;

/** Ends the reading of a connection's bytes: from here on they have no certain meaning. */
final class FramingException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Violation violation;

  FramingException(Violation violation) {
    super(violation.name(), null, false, false);
    this.violation = violation;
  }

  /** What is wrong. */
  Violation violation() {
    return violation;
  }
}
