package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.host.config.ByteSize;

/** The function's answer cannot be sent; the message tells its author what is wrong. */
public final class OutputBindingException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String detail;

  /** With a sentence that says what is wrong. */
  public OutputBindingException(String detail) {
    super(detail);
    this.detail = detail;
  }

  /** The answer is larger than {@code limit}. */
  public static OutputBindingException tooLarge(ByteSize limit) {
    return new OutputBindingException(
        "the function's answer is larger than "
            + limit
            + ", the most this host sends (setting response.max-body)");
  }

  /** A sentence that says what is wrong. */
  public String detail() {
    return detail;
  }
}
