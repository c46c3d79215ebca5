package dev.hearth.host.request.lambda;

/** An operation that answers when it likes. Called on the connection's event loop. */
public interface LiveOperation {

  /**
   * The most that the body may have, by what the head says.
   *
   * @throws LambdaException when the head alone is reason to refuse
   */
  long maxBodyBytes(LambdaExchange exchange) throws LambdaException;

  /**
   * Begins, and sees that the exchange is answered; does not block.
   *
   * @throws LambdaException when it is refused
   */
  void begin(LambdaExchange exchange, LambdaRequest request) throws LambdaException;
}
