package dev.hearth.host.request.async;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.request.Answers;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.response.ResponseMapper;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Answers requests about tasks. Stateless; each call belongs on the connection's event loop. */
final class TaskAnswers {

  /** Where tasks are found. */
  static final String ADDRESS = "/invocations/";

  private static final HeaderField JSON = new HeaderField("content-type", "application/json");
  private static final HeaderField NOT_KEPT = new HeaderField("cache-control", "no-store");
  private static final HeaderField REPLAYED = new HeaderField("idempotency-replayed", "true");
  private static final Duration SOON = Duration.ofSeconds(1);

  private TaskAnswers() {}

  /**
   * The call is durable.
   *
   * @param replayed whether it was so before
   */
  static void accepted(
      HttpServerRequest request, InvocationId id, TaskState state, boolean replayed) {
    List<HeaderField> headers = new ArrayList<>();
    headers.add(JSON);
    headers.add(new HeaderField("location", ADDRESS + id));
    headers.add(new HeaderField("preference-applied", Preferences.RESPOND_ASYNC));
    headers.add(new HeaderField("x-invocation-id", id.value()));
    if (replayed) {
      headers.add(REPLAYED);
    }
    Answers.send(
        request,
        new ResponseMapper.Response(202, headers, TaskJson.text(TaskJson.head(id, state))));
  }

  /** The result of the first of several calls with one key. */
  static void replay(HttpServerRequest request, TaskRecord record) {
    ResponseMapper.Response first = FinalAnswer.of(record);
    List<HeaderField> headers = new ArrayList<>(first.headers());
    headers.add(REPLAYED);
    Answers.send(request, new ResponseMapper.Response(first.status(), headers, first.body()));
  }

  /** A JSON answer. */
  static void json(HttpServerRequest request, int status, ObjectNode body) {
    json(request, status, body, List.of());
  }

  /** A JSON answer to somebody who comes too early. */
  static void notYet(HttpServerRequest request, TaskRecord record) {
    ObjectNode body = TaskJson.head(record.task().id(), record.state());
    json(request, 202, body, List.of(new HeaderField("retry-after", "1")));
  }

  private static void json(
      HttpServerRequest request, int status, ObjectNode body, List<HeaderField> more) {
    List<HeaderField> headers = new ArrayList<>(List.of(JSON, NOT_KEPT));
    headers.addAll(more);
    Answers.send(request, new ResponseMapper.Response(status, headers, TaskJson.text(body)));
  }

  /** The first call with this key has not ended. */
  static void stillRuns(HttpServerRequest request, InvocationId id) {
    conflict(
        request,
        "the first call with this Idempotency-Key, "
            + id
            + ", has not ended yet; repeat yours after that to get its result");
  }

  /** Nothing is left of the first call with this key. */
  static void forgotten(HttpServerRequest request, InvocationId id) {
    conflict(
        request,
        "a call with this Idempotency-Key was taken in before, as "
            + id
            + ", and its result is not kept any more; a new call wants a new key");
  }

  /** Something else has been sent with this key. */
  static void mismatched(HttpServerRequest request, InvocationId id) {
    Answers.problem(
        request,
        ProblemDocument.of(
            Reason.IDEMPOTENCY_MISMATCH,
            "this Idempotency-Key was used before, for another request (invocation "
                + id
                + "): a repetition has the same method, address, query, content type and body; a new"
                + " request wants a new key"));
  }

  /** Try again soon. */
  static void conflict(HttpServerRequest request, String detail) {
    Answers.refuse(request, new Outcome.Failed(Reason.CONFLICT, detail, SOON, ThrownError.NONE));
  }

  /** No task has this id. */
  static void unknown(HttpServerRequest request, String id) {
    Answers.problem(
        request,
        ProblemDocument.of(
            Reason.UNKNOWN_INVOCATION,
            "no task "
                + id
                + " is remembered here: tasks are calls with \"Prefer: respond-async\" or an"
                + " Idempotency-Key, events, schedules and webhooks, and are forgotten some time"
                + " after their end"));
  }
}
