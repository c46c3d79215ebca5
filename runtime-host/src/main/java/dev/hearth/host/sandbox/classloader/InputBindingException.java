package dev.hearth.host.sandbox.classloader;

/** The input is not what the function takes; the message tells the caller what is wrong. */
final class InputBindingException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String detail;

  InputBindingException(String detail) {
    super(detail);
    this.detail = detail;
  }

  String detail() {
    return detail;
  }
}
