package dev.hearth.host.sandbox.classloader.cloud;

import com.google.cloud.functions.HttpFunction;
import dev.hearth.function.Context;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.sandbox.classloader.binding.BoundHandler;
import dev.hearth.host.sandbox.classloader.binding.HandlerFailedException;
import dev.hearth.host.sandbox.classloader.cloud.http.CloudInput;
import dev.hearth.host.sandbox.classloader.cloud.http.CloudRequest;
import dev.hearth.host.sandbox.classloader.cloud.http.CloudResponse;

/** Gives requests to an {@code HttpFunction}. */
record HttpHandler(HttpFunction function, ByteSize limit) implements BoundHandler {

  @Override
  public Outcome.Answered call(Input input, Context context, AnswerStream answers)
      throws Exception {
    Input.Http request = CloudInput.request(input);
    CloudResponse response = new CloudResponse(answers, limit, request.method());
    try {
      function.service(new CloudRequest(request), response);
    } catch (Throwable thrown) {
      if (response.failure().isPresent()) {
        throw response.failure().get();
      }
      throw new HandlerFailedException(
          thrown, Reason.FUNCTION_ERROR, Failures.notToBeCached(response.failed(500)));
    }
    return response.finished();
  }
}
