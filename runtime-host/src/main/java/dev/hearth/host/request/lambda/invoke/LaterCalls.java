package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.queue.durable.Target;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaExchange;
import dev.hearth.host.request.lambda.LambdaFault;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes in calls that nobody waits for: acknowledged when they are durable, not before. Whether one
 * may run twice is for the manifest to say, as for other tasks. Any event loop may use it.
 */
final class LaterCalls {

  private static final int ACCEPTED = 202;

  private final InvokeMeans means;
  private final Admission admission;

  LaterCalls(InvokeMeans means, Admission admission) {
    this.means = means;
    this.admission = admission;
  }

  /**
   * Takes a call in and sees that it is answered.
   *
   * @throws LambdaException when it is refused
   */
  void take(LambdaExchange exchange, CallTarget target, Input.Direct input) throws LambdaException {
    admission.admitLater(target, input.body());
    var _ =
        means
            .tasks()
            .accept(Arrival.of(task(exchange, target, input)))
            .whenComplete((acceptance, failure) ->
                exchange
                    .loop()
                    .runOnContext(
                        _ -> exchange.attempt(() -> taken(exchange, acceptance, failure))));
  }

  private NewTask task(LambdaExchange exchange, CallTarget target, Input.Direct input) {
    Instant now = means.time().now();
    return new NewTask(
        exchange.id(),
        new Target(target.function().name(), target.chosen().qualifier()),
        Origin.INVOKE,
        input,
        target.lineage().hops(),
        TraceHeader.fields(exchange.request().headers()::getAll),
        new NewTask.Terms(now, now, now.plus(target.version().spec().retry().maxAge()), false, ""));
  }

  private static void taken(
      LambdaExchange exchange, @Nullable Acceptance acceptance, @Nullable Throwable failure)
      throws LambdaException {
    switch (acceptance) {
      case null ->
          throw new LambdaException(
              exchange.faultOf(Objects.requireNonNullElseGet(failure, IllegalStateException::new)));
      case Acceptance.Accepted _ -> exchange.answer(LambdaAnswer.empty(ACCEPTED));
      case Acceptance.Refused(var why) -> throw new LambdaException(Faults.of(why));
      case Acceptance.Repeated _, Acceptance.Mismatched _ ->
          throw new LambdaException(
              LambdaFault.conflict("The id of the request was used before; send it again."));
    }
  }
}
