package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaExchange;
import dev.hearth.host.request.lambda.LambdaFault;
import dev.hearth.host.request.lambda.LambdaRequest;
import dev.hearth.host.request.lambda.LiveOperation;
import java.util.List;

/** {@code Invoke}. Any event loop may use it. */
final class InvokeOperation implements LiveOperation {

  private final InvokeMeans means;
  private final Admission admission;
  private final LaterCalls later;

  InvokeOperation(InvokeMeans means) {
    this.means = means;
    this.admission = new Admission(means);
    this.later = new LaterCalls(means, admission);
  }

  @Override
  public long maxBodyBytes(LambdaExchange exchange) throws LambdaException {
    return Math.min(Wanted.of(exchange).type().maxPayload(), means.pipeline().maxKeptBytes());
  }

  @Override
  public void begin(LambdaExchange exchange, LambdaRequest request) throws LambdaException {
    Wanted wanted = Wanted.of(exchange);
    CallTarget target = admission.find(exchange, request);
    if (wanted.type() == InvocationType.DRY_RUN) {
      exchange.answer(dryRun(target));
    } else {
      admission.withJson(
          exchange, request.body(), payload -> call(exchange, wanted, target, payload));
    }
  }

  /** It may be called, and it is there. */
  static LambdaAnswer dryRun(CallTarget target) throws LambdaException {
    if (!target.function().enabled()) {
      throw new LambdaException(
          LambdaFault.conflict(
              "The operation cannot be performed at this time: the function is disabled;"
                  + " POST /v1/functions/{name}/enable switches it on."));
    }
    return new LambdaAnswer(
        204,
        List.of(new HeaderField("x-amz-executed-version", target.chosen().executed())),
        Payload.empty());
  }

  private void call(LambdaExchange exchange, Wanted wanted, CallTarget target, Payload payload)
      throws LambdaException {
    Input.Direct input = new Input.Direct(payload, wanted.clientContext());
    if (wanted.type() == InvocationType.EVENT) {
      later.take(exchange, target, input);
      return;
    }
    admission.admitNow(target, payload);
    new WaitingCall(exchange, new InvokeAnswer(target.chosen().executed(), wanted.tail()))
        .run(
            means.pipeline(),
            means
                .invocations()
                .direct(
                    exchange.id(),
                    target.version(),
                    input,
                    TraceHeader.fields(exchange.request().headers()::getAll),
                    target.lineage()));
  }
}
