package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaExchange;
import dev.hearth.host.request.lambda.LambdaRequest;
import dev.hearth.host.request.lambda.LiveOperation;

/**
 * {@code InvokeAsync}, which AWS has replaced by {@code Invoke} with the type {@code Event}. Any
 * event loop may use it.
 */
final class InvokeAsyncOperation implements LiveOperation {

  private final InvokeMeans means;
  private final Admission admission;
  private final LaterCalls later;

  InvokeAsyncOperation(InvokeMeans means) {
    this.means = means;
    this.admission = new Admission(means);
    this.later = new LaterCalls(means, admission);
  }

  @Override
  public long maxBodyBytes(LambdaExchange exchange) {
    return Math.min(InvocationType.EVENT.maxPayload(), means.pipeline().maxKeptBytes());
  }

  @Override
  public void begin(LambdaExchange exchange, LambdaRequest request) throws LambdaException {
    CallTarget target = admission.find(exchange, request);
    admission.withJson(
        exchange,
        request.body(),
        payload -> later.take(exchange, target, new Input.Direct(payload, "")));
  }
}
