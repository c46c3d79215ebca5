package dev.hearth.host.registry;

/** No function of this name is deployed. */
public final class UnknownFunctionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message for the caller. */
  public UnknownFunctionException(FunctionName name) {
    super("there is no function \"" + name + '"');
  }
}
