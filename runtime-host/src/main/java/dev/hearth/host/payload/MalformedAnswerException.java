package dev.hearth.host.payload;

/** A handler's answer is none that can be sent over HTTP; the message tells its author why. */
public final class MalformedAnswerException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String detail;

  MalformedAnswerException(String detail) {
    super(detail);
    this.detail = detail;
  }

  /** A sentence that says what is wrong. */
  public String detail() {
    return detail;
  }
}
