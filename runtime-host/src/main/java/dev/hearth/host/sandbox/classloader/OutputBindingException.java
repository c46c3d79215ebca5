package dev.hearth.host.sandbox.classloader;

/** The function's answer cannot be sent; the message tells its author what is wrong. */
final class OutputBindingException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String detail;

  OutputBindingException(String detail) {
    super(detail);
    this.detail = detail;
  }

  String detail() {
    return detail;
  }
}
