package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaExchange;
import dev.hearth.host.request.lambda.LambdaRequest;
import dev.hearth.host.request.lambda.LiveOperation;

/** {@code InvokeWithResponseStream}. Any event loop may use it. */
final class StreamOperation implements LiveOperation {

  private final InvokeMeans means;
  private final Admission admission;

  StreamOperation(InvokeMeans means) {
    this.means = means;
    this.admission = new Admission(means);
  }

  @Override
  public long maxBodyBytes(LambdaExchange exchange) throws LambdaException {
    return Math.min(Wanted.streamed(exchange).type().maxPayload(), means.pipeline().maxKeptBytes());
  }

  @Override
  public void begin(LambdaExchange exchange, LambdaRequest request) throws LambdaException {
    Wanted wanted = Wanted.streamed(exchange);
    CallTarget target = admission.find(exchange, request);
    if (wanted.type() == InvocationType.DRY_RUN) {
      exchange.answer(InvokeOperation.dryRun(target));
    } else {
      admission.withJson(
          exchange, request.body(), payload -> call(exchange, wanted, target, payload));
    }
  }

  private void call(LambdaExchange exchange, Wanted wanted, CallTarget target, Payload payload)
      throws LambdaException {
    admission.admitNow(target, payload);
    new FramedCall(
            exchange,
            new InvokeAnswer(target.chosen().executed(), wanted.tail()),
            means.streams(),
            target.version().spec().exchange().onDisconnect())
        .run(
            means.pipeline(),
            means
                .invocations()
                .direct(
                    exchange.id(),
                    target.version(),
                    new Input.Direct(payload, wanted.clientContext()),
                    TraceHeader.fields(exchange.request().headers()::getAll),
                    target.lineage()));
  }
}
