package dev.hearth.host.request.async;

import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Lease;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.request.Answers;
import dev.hearth.host.request.DurableCalls.Asked;
import dev.hearth.host.request.DurableCalls.Taker;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.response.ResponseMapper;
import dev.hearth.host.validation.CallValidator;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call with an {@code Idempotency-Key} whose caller waits: durable before it runs, run at once,
 * and answered when its result is durable. It goes on when its caller goes away, who gets the
 * result by repeating it. Owned by the connection's event loop; whoever ends the call comes in at
 * its end.
 */
final class KeyedCall implements Taker {

  private static final Logger LOG = System.getLogger(KeyedCall.class.getName());

  /** Beyond what a call may take, for a runaway to be ended and the end to be written. */
  private static final Duration LEASE_MARGIN = Duration.ofMinutes(1);

  private static final Outcome.Failed CALLED_OFF =
      new Outcome.Failed(Reason.CANCELLED, "the call was called off");

  private final Desk desk;
  private final RunningCalls running;
  private final Asked asked;
  private final Wish wish;
  private final Context loop;
  private volatile @Nullable Call call;
  private volatile boolean calledOff;

  KeyedCall(Desk desk, RunningCalls running, Asked asked, Wish wish, Context loop) {
    this.desk = desk;
    this.running = running;
    this.asked = asked;
    this.wish = wish;
    this.loop = loop;
  }

  @Override
  public Optional<Outcome.Failed> refuse(CallValidator.Head head) {
    return desk.refuseTooLarge(head).or(() -> desk.pipeline().refuse(head));
  }

  @Override
  public void take(Payload body) {
    NewTask task = desk.intake().task(asked, wish, body);
    FunctionSpec.Timeouts timeouts = asked.version().spec().timeouts();
    Instant until =
        task.terms()
            .acceptedAt()
            .plus(timeouts.queue())
            .plus(timeouts.init())
            .plus(timeouts.run())
            .plus(LEASE_MARGIN);
    var _ =
        desk.intake()
            .accept(asked, wish, task, Optional.of(until))
            .handle((acceptance, failure) -> {
              loop.runOnContext(_ -> {
                if (acceptance == null) {
                  fail(failure, "the call was not taken in");
                } else {
                  goOn(task, acceptance);
                }
              });
              return true;
            });
  }

  private void goOn(NewTask task, Acceptance acceptance) {
    HttpServerRequest request = asked.request();
    switch (acceptance) {
      case Acceptance.Accepted(_, var leases) -> run(task, leases.getFirst());
      case Acceptance.Repeated(var ids, _) -> repeat(ids.getFirst());
      case Acceptance.Mismatched(var ids) -> TaskAnswers.mismatched(request, ids.getFirst());
      case Acceptance.Refused(var why) -> Answers.refuse(request, why);
    }
  }

  private void run(NewTask task, Lease lease) {
    running.add(task.id(), this);
    try {
      Call begun =
          desk.pipeline()
              .run(
                  desk.invocations()
                      .kept(task.id(), asked.version(), (Input.Http) task.input(), asked.lineage()),
                  record -> ended(lease, record));
      call = begun;
      if (calledOff) {
        begun.cancel(CALLED_OFF);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the call " + task.id() + " could not be begun", e);
      var _ = settle(lease, new Settlement.Forgotten()).handle((_, _) -> running.remove(task.id()));
      Answers.problem(
          asked.request(),
          ProblemDocument.of(Reason.HOST_ERROR, "the host could not begin the call"));
    }
  }

  /** Asks the call to end. Any thread may. */
  void callOff() {
    calledOff = true;
    Call begun = call;
    if (begun != null) {
      begun.cancel(CALLED_OFF);
    }
  }

  /** Called on the thread that has ended the call. */
  private void ended(Lease lease, InvocationRecord record) {
    ResponseMapper.Response answer = ResponseMapper.map(record);
    var _ =
        settle(lease, KeyedSettlement.of(record, desk.time().now()))
            .handle((settled, failure) -> {
              running.remove(lease.id());
              loop.runOnContext(_ -> {
                if (settled == null) {
                  fail(
                      failure,
                      "the function may have run, but its result could not be kept; a repetition"
                          + " with the same Idempotency-Key finds it when it has been run again");
                } else if (settled) {
                  Answers.send(asked.request(), answer);
                } else {
                  repeat(lease.id());
                }
              });
              return true;
            });
  }

  private CompletableFuture<Boolean> settle(Lease lease, Settlement settlement) {
    try {
      return desk.store().settle(lease, settlement, desk.time().now());
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private void fail(Throwable failure, String consequence) {
    Answers.refuse(asked.request(), desk.trouble().failed(failure, consequence));
  }

  /** Somebody was first with this key, or runs the call instead. */
  private void repeat(InvocationId id) {
    HttpServerRequest request = asked.request();
    if (running.has(id)) {
      TaskAnswers.stillRuns(request, id);
      return;
    }
    desk.threads()
        .read(
            request,
            loop,
            () -> desk.store().find(id),
            found ->
                found.ifPresentOrElse(
                    first -> repeat(request, first), () -> TaskAnswers.forgotten(request, id)));
  }

  private static void repeat(HttpServerRequest request, TaskRecord first) {
    if (first.state().isFinal()) {
      TaskAnswers.replay(request, first);
    } else {
      TaskAnswers.stillRuns(request, first.task().id());
    }
  }
}
