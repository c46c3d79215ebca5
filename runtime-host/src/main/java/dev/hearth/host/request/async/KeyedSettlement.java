package dev.hearth.host.request.async;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.queue.durable.Failure;
import dev.hearth.host.queue.durable.Result;
import dev.hearth.host.queue.durable.Settlement;
import dev.hearth.host.response.ProblemDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a call with an {@code Idempotency-Key}, whose caller waits, is settled. Its first result
 * stays its result, be it good or bad, so that a repetition never runs it again; only a call that
 * was refused before the function ran leaves nothing behind. Stateless.
 */
final class KeyedSettlement {

  private static final int FIRST_ERROR = 400;

  private KeyedSettlement() {}

  /** What to settle a call with that has ended. */
  static Settlement of(InvocationRecord record, Instant now) {
    return switch (record.outcome()) {
      case Outcome.Answered answered -> answered(answered, now);
      case Outcome.Failed failed -> failed(record, failed, now);
    };
  }

  private static Settlement answered(Outcome.Answered answered, Instant now) {
    Result result = new Result(answered.status(), answered.headers(), answered.body());
    return answered.status() < FIRST_ERROR
        ? new Settlement.Succeeded(result)
        : new Settlement.Failed(
            new Failure(
                1,
                "status-" + answered.status(),
                "the function answered with status " + answered.status(),
                ThrownError.NONE,
                true,
                now),
            Optional.of(result));
  }

  private static Settlement failed(InvocationRecord record, Outcome.Failed failed, Instant now) {
    boolean mayHaveRun = record.timings().runNanos() > 0;
    Failure failure =
        new Failure(1, failed.reason().slug(), failed.detail(), failed.error(), mayHaveRun, now);
    if (failed.reason() == Reason.CANCELLED) {
      return new Settlement.Cancelled(failure);
    }
    return mayHaveRun
        ? new Settlement.Failed(failure, Optional.of(told(record, failed)))
        : new Settlement.Forgotten();
  }

  /** The same problem that the caller is told of. */
  private static Result told(InvocationRecord record, Outcome.Failed failed) {
    ProblemDocument problem = ProblemDocument.of(failed);
    List<HeaderField> headers = new ArrayList<>();
    headers.add(new HeaderField("content-type", ProblemDocument.MEDIA_TYPE));
    if (failed.retryAfterSeconds() > 0) {
      headers.add(new HeaderField("retry-after", Long.toString(failed.retryAfterSeconds())));
    }
    return new Result(problem.status(), headers, problem.json(record.invocation().id().value()));
  }
}
