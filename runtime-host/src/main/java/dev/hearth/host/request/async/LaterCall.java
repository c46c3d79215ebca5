package dev.hearth.host.request.async;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.request.Answers;
import dev.hearth.host.request.DurableCalls.Asked;
import dev.hearth.host.request.DurableCalls.Taker;
import dev.hearth.host.validation.CallValidator;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * A call whose caller does not wait for the result: answered when it is durable, not before. Owned
 * by the connection's event loop.
 */
final class LaterCall implements Taker {

  private final Desk desk;
  private final Asked call;
  private final Wish wish;
  private final Context loop;

  LaterCall(Desk desk, Asked call, Wish wish, Context loop) {
    this.desk = desk;
    this.call = call;
    this.wish = wish;
    this.loop = loop;
  }

  @Override
  public Optional<Outcome.Failed> refuse(CallValidator.Head head) {
    return desk.refuseTooLarge(head).or(() -> desk.pipeline().refuseLater(head));
  }

  @Override
  public void take(Payload body) {
    NewTask task = desk.intake().task(call, wish, body);
    var _ =
        desk.intake()
            .accept(call, wish, task, Optional.empty())
            .handle((acceptance, failure) -> {
              loop.runOnContext(_ -> {
                if (acceptance == null) {
                  refuse(failure);
                } else {
                  answer(acceptance);
                }
              });
              return true;
            });
  }

  private void refuse(Throwable failure) {
    Answers.refuse(call.request(), desk.trouble().failed(failure, "the call was not taken in"));
  }

  private void answer(Acceptance acceptance) {
    HttpServerRequest request = call.request();
    switch (acceptance) {
      case Acceptance.Accepted(var ids, _) ->
          TaskAnswers.accepted(request, ids.getFirst(), TaskState.QUEUED, false);
      case Acceptance.Repeated(var ids, _) -> repeat(ids.getFirst());
      case Acceptance.Mismatched(var ids) -> TaskAnswers.mismatched(request, ids.getFirst());
      case Acceptance.Refused(var why) -> Answers.refuse(request, why);
    }
  }

  private void repeat(InvocationId id) {
    HttpServerRequest request = call.request();
    desk.threads()
        .read(
            request,
            loop,
            () -> desk.store().find(id),
            found ->
                found.ifPresentOrElse(
                    first -> TaskAnswers.accepted(request, id, first.state(), true),
                    () -> TaskAnswers.forgotten(request, id)));
  }
}
