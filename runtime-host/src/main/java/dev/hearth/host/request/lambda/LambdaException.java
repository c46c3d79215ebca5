package dev.hearth.host.request.lambda;

/** A request on a Lambda path is refused. */
public final class LambdaException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient LambdaFault fault;

  /** Refused for this reason. */
  public LambdaException(LambdaFault fault) {
    super(fault.message());
    this.fault = fault;
  }

  /** What the client is told. */
  public LambdaFault fault() {
    return fault;
  }
}
