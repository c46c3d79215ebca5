package dev.hearth.host.request.async;

import dev.hearth.host.config.DurationText;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.request.Answers;
import dev.hearth.host.request.CallHeaders;
import dev.hearth.host.request.RequestHeaders;
import dev.hearth.host.response.ProblemDocument;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers {@code GET /invocations/{id}}, {@code GET /invocations/{id}/result} and {@code DELETE
 * /invocations/{id}}. Each request lives on its connection's event loop; only the store is read
 * elsewhere.
 */
final class TaskGateway implements Handler<HttpServerRequest> {

  private static final Pattern PATH =
      Pattern.compile(
          "/invocations/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(/result)?");
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final LongPoll.Means means;
  private final TaskAccess access;
  private final TaskCanceller canceller;
  private final Vertx vertx;

  TaskGateway(LongPoll.Means means, TaskAccess access, TaskCanceller canceller, Vertx vertx) {
    this.means = means;
    this.access = access;
    this.canceller = canceller;
    this.vertx = vertx;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Matcher path = PATH.matcher(Objects.requireNonNullElse(request.path(), ""));
    if (!path.matches()) {
      Answers.problem(
          request,
          ProblemDocument.of(
              Reason.UNKNOWN_ROUTE,
              "nothing is at "
                  + request.path()
                  + ": tasks are at /invocations/{id} and /invocations/{id}/result"));
      return;
    }
    InvocationId id = new InvocationId(path.group(1));
    boolean result = path.group(2) != null;
    HttpMethod method = request.method();
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      show(request, id, result);
    } else if (method.equals(HttpMethod.DELETE) && !result) {
      cancel(request, id);
    } else {
      refuseMethod(request, result ? "GET, HEAD" : "GET, HEAD, DELETE");
    }
  }

  private static void refuseMethod(HttpServerRequest request, String allowed) {
    request.response().putHeader(HttpHeaders.ALLOW, allowed);
    Answers.problem(
        request,
        ProblemDocument.of(
            Reason.METHOD_NOT_ALLOWED, request.path() + " takes " + allowed + ", nothing else"));
  }

  private void show(HttpServerRequest request, InvocationId id, boolean result) {
    Duration wait;
    try {
      wait = wait(Objects.requireNonNullElse(request.getParam("wait"), "0s"));
    } catch (IllegalArgumentException wrong) {
      Answers.problem(
          request, ProblemDocument.of(Reason.INVALID_REQUEST, String.valueOf(wrong.getMessage())));
      return;
    }
    String key = RequestHeaders.key(request.headers());
    Consumer<TaskRecord> answer = task -> answer(request, task, result, access.seesAll(key));
    Context loop = vertx.getOrCreateContext();
    find(
        request,
        id,
        task -> access.refuseReading(task.task().target(), key),
        task -> {
          if (task.state().isFinal() || wait.isZero()) {
            answer.accept(task);
          } else {
            new LongPoll(request, loop, id, wait, means, found -> told(request, id, found, answer))
                .start();
          }
        });
  }

  /** Finds the task for somebody who may; all others are answered here. */
  private void find(
      HttpServerRequest request,
      InvocationId id,
      Function<TaskRecord, Optional<ProblemDocument>> refusal,
      Consumer<TaskRecord> next) {
    means
        .threads()
        .read(
            request,
            vertx.getOrCreateContext(),
            () -> means.store().find(id),
            found ->
                told(
                    request,
                    id,
                    found,
                    task ->
                        refusal
                            .apply(task)
                            .ifPresentOrElse(
                                problem -> Answers.problem(request, problem),
                                () -> next.accept(task))));
  }

  private static void told(
      HttpServerRequest request,
      InvocationId id,
      Optional<TaskRecord> found,
      Consumer<TaskRecord> next) {
    found.ifPresentOrElse(next, () -> TaskAnswers.unknown(request, id.value()));
  }

  private static Duration wait(String text) {
    try {
      Duration wait = DurationText.parse(text);
      return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw new IllegalArgumentException(
          "wait wants a duration of at most 60s, such as 20s, not " + CallHeaders.shown(text),
          wrong);
    }
  }

  private static void answer(
      HttpServerRequest request, TaskRecord task, boolean result, boolean forOwner) {
    if (!result) {
      TaskAnswers.json(request, 200, TaskJson.record(task, forOwner));
    } else if (task.state().isFinal()) {
      Answers.send(request, FinalAnswer.of(task));
    } else {
      TaskAnswers.notYet(request, task);
    }
  }

  private void cancel(HttpServerRequest request, InvocationId id) {
    String key = RequestHeaders.key(request.headers());
    Context loop = vertx.getOrCreateContext();
    find(
        request,
        id,
        task -> access.refuseCancelling(task.task().target(), key),
        _ ->
            means
                .threads()
                .read(
                    request,
                    loop,
                    () -> canceller.cancel(id),
                    came -> answerCancel(request, id, came)));
  }

  private static void answerCancel(
      HttpServerRequest request, InvocationId id, TaskCanceller.Result came) {
    switch (came) {
      case CANCELLED -> TaskAnswers.json(request, 200, TaskJson.head(id, TaskState.CANCELLED));
      case ENDING -> TaskAnswers.json(request, 202, TaskJson.head(id, TaskState.RUNNING));
      case UNKNOWN -> TaskAnswers.unknown(request, id.value());
      case ENDED ->
          Answers.refuse(
              request,
              new Outcome.Failed(Reason.CONFLICT, "the call " + id + " has ended already"));
      case OUT_OF_REACH ->
          TaskAnswers.conflict(
              request, "the call " + id + " runs where it cannot be called off now; try again");
    }
  }
}
