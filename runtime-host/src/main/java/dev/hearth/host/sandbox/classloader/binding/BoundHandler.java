package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.function.Context;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;

/** A handler object with the binding of its input and output. Called on the instance's threads. */
@FunctionalInterface
public interface BoundHandler {

  /**
   * Runs the function once.
   *
   * @param answers takes a streamed answer; what has gone there is not in the outcome
   * @throws InputBindingException when the input is not what the function takes
   * @throws HandlerFailedException when the contract says what the caller is told of a failure
   * @throws OutputBindingException when the function's answer cannot be sent
   * @throws Exception what the function throws
   */
  Outcome.Answered call(Input input, Context context, AnswerStream answers) throws Exception;
}
