package dev.hearth.host.secret;

/**
 * The secrets cannot be read, or none can be added: their key is not there, or is another one. The
 * message is for the operator: it says which file is wrong and how to mend it.
 */
public final class SecretsLockedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a sentence for the operator. */
  public SecretsLockedException(String message) {
    super(message);
  }

  /** The same, with what went wrong below. */
  public SecretsLockedException(String message, Throwable cause) {
    super(message, cause);
  }
}
