package dev.hearth.host.sandbox.classloader;

/** The function's answer cannot be sent; the message tells its author what is wrong. */
final class OutputBindingException extends Exception {

  private static final long serialVersionUID = 1L;

  OutputBindingException(String message) {
    super(message);
  }
}
