package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.registry.FunctionSpec.OnDisconnect;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.request.lambda.LambdaExchange;
import org.jspecify.annotations.Nullable;

/**
 * A call and the connection that waits for the whole answer. Owned by the connection's event loop;
 * whoever ends the call comes in at its end.
 */
final class WaitingCall {

  private static final Outcome.Failed GONE =
      new Outcome.Failed(
          Reason.CANCELLED, "the caller closed the connection before it had the answer");

  private final LambdaExchange exchange;
  private final InvokeAnswer answers;
  private @Nullable Call call;
  private boolean over;

  /** A call that has not begun. */
  WaitingCall(LambdaExchange exchange, InvokeAnswer answers) {
    this.exchange = exchange;
    this.answers = answers;
  }

  /** Runs it. */
  void run(InvocationPipeline pipeline, Invocation invocation) {
    if (invocation.version().spec().exchange().onDisconnect() == OnDisconnect.CANCEL) {
      exchange.request().response().closeHandler(_ -> callerGone());
    }
    call = pipeline.run(invocation, this::ended);
  }

  private void callerGone() {
    Call begun = call;
    if (!over && begun != null) {
      begun.cancel(GONE);
    }
  }

  /** Called on the thread that has ended the call. */
  private void ended(InvocationRecord record) {
    LambdaAnswer answer = answers.whole(record);
    exchange
        .loop()
        .runOnContext(_ -> {
          over = true;
          exchange.answer(answer);
        });
  }
}
