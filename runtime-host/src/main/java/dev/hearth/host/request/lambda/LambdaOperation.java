package dev.hearth.host.request.lambda;

/** An operation of the control API. Called on a thread of its own, so it may block. */
@FunctionalInterface
public interface LambdaOperation {

  /**
   * Does it.
   *
   * @return what the client is told, when all is done and durable
   * @throws LambdaException when it is refused; nothing has changed then. A {@code StoreException}
   *     becomes a {@code ServiceException}, whatever else is thrown too, with a line in the log
   */
  LambdaAnswer answer(LambdaRequest request) throws LambdaException;
}
