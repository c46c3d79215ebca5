package dev.hearth.host.request.async;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.queue.durable.Failure;
import dev.hearth.host.queue.durable.Result;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.response.ResponseMapper;
import dev.hearth.host.response.StatusCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a task that has ended is answered with, whenever somebody asks. Stateless. */
final class FinalAnswer {

  /** The result will never be there. */
  private static final int GONE = 410;

  private FinalAnswer() {}

  /**
   * The answer: what the function said, else the problem that the task ended with.
   *
   * @param record of a task whose state is final
   */
  static ResponseMapper.Response of(TaskRecord record) {
    Optional<Failure> failure =
        record.failures().isEmpty() ? Optional.empty() : Optional.of(record.failures().getLast());
    return switch (record.state()) {
      case CANCELLED -> problem(record, GONE, Reason.CANCELLED, "the call was called off");
      case SUCCEEDED, FAILED, DEAD_LETTERED, EXPIRED, QUEUED, RUNNING ->
          record
              .result()
              .map(result -> response(record, result))
              .orElseGet(() -> problem(record, failure));
    };
  }

  private static ResponseMapper.Response response(TaskRecord record, Result result) {
    List<HeaderField> headers = new ArrayList<>(result.headers());
    headers.add(id(record));
    return new ResponseMapper.Response(result.status(), headers, result.body());
  }

  private static ResponseMapper.Response problem(TaskRecord record, Optional<Failure> failure) {
    Reason otherwise =
        record.state() == TaskState.EXPIRED ? Reason.QUEUE_TIMEOUT : Reason.HOST_ERROR;
    Reason reason = failure.flatMap(last -> reason(last.reason())).orElse(otherwise);
    String detail = failure.map(Failure::detail).orElse("the call was not run in time");
    return problem(record, StatusCodes.of(reason), reason, detail);
  }

  /** One slug stands for two reasons: a task that was taken in fails for its function's. */
  private static Optional<Reason> reason(String slug) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.slug().equals(slug))
        .max(Comparator.comparing(Reason::component));
  }

  private static ResponseMapper.Response problem(
      TaskRecord record, int status, Reason reason, String detail) {
    ProblemDocument problem =
        new ProblemDocument(status, reason, detail, List.of(), ThrownError.NONE);
    return new ResponseMapper.Response(
        status,
        List.of(new HeaderField("content-type", ProblemDocument.MEDIA_TYPE), id(record)),
        problem.json(record.task().id().value()));
  }

  private static HeaderField id(TaskRecord record) {
    return new HeaderField("x-invocation-id", record.task().id().value());
  }
}
