package dev.hearth.host.sandbox.classloader.binding;

/** The input is not what the function takes; the message tells the caller what is wrong. */
public final class InputBindingException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String detail;

  /** With a sentence that says what is wrong. */
  public InputBindingException(String detail) {
    super(detail);
    this.detail = detail;
  }

  /** A sentence that says what is wrong. */
  public String detail() {
    return detail;
  }
}
