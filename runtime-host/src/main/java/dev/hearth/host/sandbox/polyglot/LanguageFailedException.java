package dev.hearth.host.sandbox.polyglot;

/** The host cannot load a language, which is no fault of the function. */
public final class LanguageFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LanguageFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
