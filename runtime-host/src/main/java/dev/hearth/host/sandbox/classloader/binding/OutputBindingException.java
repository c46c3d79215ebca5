package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.ThrownError;

/** The function's answer cannot be sent; the message tells its author what is wrong. */
public final class OutputBindingException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String detail;
  private final boolean tooLarge;

  /** With a sentence that says what is wrong. */
  public OutputBindingException(String detail) {
    this(detail, false);
  }

  private OutputBindingException(String detail, boolean tooLarge) {
    super(detail);
    this.detail = detail;
    this.tooLarge = tooLarge;
  }

  /** What it is called on Lambda paths; nothing where that has no name for it. */
  public ThrownError error() {
    return tooLarge
        ? new ThrownError("Function.ResponseSizeTooLarge", detail, "")
        : ThrownError.NONE;
  }

  /** The answer is larger than {@code limit}. */
  public static OutputBindingException tooLarge(ByteSize limit) {
    return new OutputBindingException(
        "the function's answer is larger than "
            + limit
            + ", the most this host sends (setting response.max-body)",
        true);
  }

  /** A sentence that says what is wrong. */
  public String detail() {
    return detail;
  }
}
