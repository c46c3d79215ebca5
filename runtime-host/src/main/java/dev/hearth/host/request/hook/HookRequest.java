package dev.hearth.host.request.hook;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.registry.StoreException;
import dev.hearth.host.request.Answers;
import dev.hearth.host.request.RequestHeaders;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.validation.CallValidator;
import dev.hearth.host.webhook.Delivery;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One delivery on its way in. Owned by the connection's event loop. */
final class HookRequest {

  private static final Logger LOG = System.getLogger(HookRequest.class.getName());

  /** More than this takes an event loop too long to verify. */
  private static final int QUICK_BYTES = 64 * 1024;

  private static final Duration STORE_MENDED = Duration.ofSeconds(5);

  private final HttpServerRequest request;
  private final Hook hook;
  private final Lineage lineage;
  private final HookGateway.Means means;
  private final Context loop;

  HookRequest(
      HttpServerRequest request,
      Hook hook,
      Lineage lineage,
      HookGateway.Means means,
      Context loop) {
    this.request = request;
    this.hook = hook;
    this.lineage = lineage;
    this.means = means;
    this.loop = loop;
  }

  /** The body has come as a whole. */
  void received(Payload body) {
    Instant now = means.time().now();
    Delivery delivery = new Delivery(fields(), body);
    HookJudge judge = new HookJudge(means.secrets());
    if (body.size() <= QUICK_BYTES) {
      orFail(() -> judged(judge.judge(hook, delivery, now), body, now));
      return;
    }
    loop.executeBlocking(() -> judge.judge(hook, delivery, now), false)
        .onSuccess(judgement -> orFail(() -> judged(judgement, body, now)))
        .onFailure(this::failed);
  }

  private List<HeaderField> fields() {
    return request.headers().entries().stream()
        .map(field -> new HeaderField(field.getKey(), field.getValue()))
        .toList();
  }

  private void judged(Judgement judgement, Payload body, Instant now) {
    switch (judgement) {
      case Judgement.Right right -> admit(right, body, now);
      case Judgement.Unverified(String detail) -> {
        request
            .response()
            .putHeader(
                "www-authenticate",
                "Webhook-Signature field=\"" + hook.scheme().signatureField() + '"');
        Answers.problem(request, ProblemDocument.of(Reason.UNAUTHENTICATED, detail));
      }
      case Judgement.Undecided(Outcome.Failed why) -> Answers.refuse(request, why);
    }
  }

  private void admit(Judgement.Right right, Payload body, Instant now) {
    Optional<Outcome.Failed> refusal =
        means
            .refusals()
            .apply(
                new CallValidator.Head(
                    hook.function().active(),
                    hook.function().enabled(),
                    "POST",
                    new CallValidator.Caller.Permitted(),
                    lineage.hops(),
                    body.size()));
    if (refusal.isPresent()) {
      Answers.refuse(request, refusal.get());
    } else if (right.challenge().isPresent()) {
      request
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
          .putHeader("x-content-type-options", "nosniff")
          .end(right.challenge().get());
    } else {
      accept(arrival(right, body, now));
    }
  }

  private Arrival arrival(Judgement.Right right, Payload body, Instant now) {
    Input.Http input =
        new Input.Http(
            "POST",
            Objects.requireNonNullElse(request.path(), "/"),
            Objects.requireNonNullElse(request.query(), ""),
            RequestHeaders.forFunction(request.headers(), lineage),
            body);
    return HookTask.of(
        hook,
        right,
        means.ids().get(),
        new HookTask.Seen(input, lineage.hops()),
        now,
        means.limits().window());
  }

  private void accept(Arrival arrival) {
    var _ =
        means
            .tasks()
            .accept(arrival)
            .whenComplete((acceptance, failure) ->
                loop.runOnContext(_ -> orFail(() -> taken(acceptance, failure))));
  }

  private void taken(@Nullable Acceptance acceptance, @Nullable Throwable failure) {
    switch (acceptance) {
      case null -> failed(Objects.requireNonNullElseGet(failure, IllegalStateException::new));
      case Acceptance.Accepted(var ids, _) -> HookAnswers.accepted(request, hook, ids.getFirst());
      case Acceptance.Repeated(var ids) -> HookAnswers.repeated(request, hook, ids.getFirst());
      case Acceptance.Mismatched(var ids) ->
          Answers.problem(
              request,
              ProblemDocument.of(
                  Reason.CONFLICT,
                  "a delivery with this id was taken in before, as "
                      + ids.getFirst()
                      + ", with another body: a new delivery wants an id of its own"));
      case Acceptance.Refused(Outcome.Failed why) -> Answers.refuse(request, why);
    }
  }

  /** A request is never left without an answer, whatever goes wrong in the host. */
  private void orFail(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  private void failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof StoreException) {
      LOG.log(
          Level.WARNING,
          "a delivery to " + hook.reference() + " was not taken in: " + cause.getMessage());
      Answers.refuse(
          request,
          new Outcome.Failed(
              Reason.STORE_UNAVAILABLE,
              "the delivery was not taken in, for the host cannot make it durable now: send it"
                  + " again later",
              STORE_MENDED,
              ThrownError.NONE));
    } else {
      LOG.log(Level.ERROR, "a delivery to " + hook.reference() + " was not taken in", cause);
      Answers.refuse(
          request,
          new Outcome.Failed(
              Reason.HOST_ERROR,
              "the delivery was not taken in: the host failed, its log says why"));
    }
  }
}
