package dev.hearth.host.sandbox.classloader.binding.lambda;

/** The handler cannot be called; the message is the one that AWS's runtime client has for it. */
public final class HandlerFaultException extends Exception {

  private static final long serialVersionUID = 1L;

  HandlerFaultException(String message) {
    super(message, null, false, false);
  }

  HandlerFaultException(String message, Throwable cause) {
    super(message, cause, false, false);
  }

  /** A sentence that says what is wrong. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
