package dev.hearth.host.sandbox.classloader.guard;

/** The function used something that it may not use; the message says how to mend it. */
public final class ForbiddenException extends SecurityException {

  private static final long serialVersionUID = 1L;

  ForbiddenException(String message) {
    super(message);
  }
}
