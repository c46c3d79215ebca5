package dev.hearth.host.sandbox.classloader.binding;

/** The function's answer cannot be sent; the message tells its author what is wrong. */
public final class OutputBindingException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String detail;

  /** With a sentence that says what is wrong. */
  public OutputBindingException(String detail) {
    super(detail);
    this.detail = detail;
  }

  /** A sentence that says what is wrong. */
  public String detail() {
    return detail;
  }
}
