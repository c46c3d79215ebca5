package dev.hearth.host.registry;

/** The durable store could not do what was asked; nothing has changed. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a sentence that says what was tried and what the store said. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
