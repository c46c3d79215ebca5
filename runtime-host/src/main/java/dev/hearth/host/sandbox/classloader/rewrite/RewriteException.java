package dev.hearth.host.sandbox.classloader.rewrite;

/** A class cannot be metered and confined; its artifact has to be refused. */
public final class RewriteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a clause that says what is wrong and how to mend it, for the author of the class. */
  public RewriteException(String message) {
    super(message);
  }

  /** The same, with what brought it to light. */
  public RewriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
