package dev.hearth.host.response;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Timings;
import java.util.ArrayList;
import java.util.List;

/** Makes the HTTP response of an invocation that has ended. Stateless. */
public final class ResponseMapper {

  private ResponseMapper() {}

  /**
   * An HTTP response.
   *
   * @param headers length, date and connection not included
   */
  public record Response(int status, List<HeaderField> headers, Payload body) {}

  /** The response: the function's own headers first, then those of the host. */
  public static Response map(InvocationRecord record) {
    return switch (record.outcome()) {
      case Outcome.Answered answered -> answer(answered, record);
      case Outcome.Failed failed when failed.shown().isPresent() ->
          answer(failed.shown().get(), record);
      case Outcome.Failed failed -> {
        List<HeaderField> headers = new ArrayList<>();
        headers.add(new HeaderField("content-type", ProblemDocument.MEDIA_TYPE));
        if (failed.retryAfterSeconds() > 0) {
          headers.add(new HeaderField("retry-after", Long.toString(failed.retryAfterSeconds())));
        }
        addHostHeaders(headers, record);
        ProblemDocument problem = ProblemDocument.of(failed);
        yield new Response(
            problem.status(), headers, problem.json(record.invocation().id().value()));
      }
    };
  }

  private static Response answer(Outcome.Answered answered, InvocationRecord record) {
    List<HeaderField> headers = new ArrayList<>(answered.headers());
    addHostHeaders(headers, record);
    return new Response(answered.status(), headers, answered.body());
  }

  private static void addHostHeaders(List<HeaderField> headers, InvocationRecord record) {
    headers.add(new HeaderField("x-invocation-id", record.invocation().id().value()));
    headers.add(new HeaderField("x-cold-start", Boolean.toString(record.cold())));
    headers.add(new HeaderField("server-timing", serverTiming(record.timings())));
    headers.add(new HeaderField("traceresponse", record.invocation().trace().header()));
  }

  /** The parts of the time in milliseconds, in the form of W3C Server Timing. */
  static String serverTiming(Timings timings) {
    StringBuilder text = new StringBuilder(64);
    appendMillis(text.append("queue;dur="), timings.queueNanos());
    appendMillis(text.append(", init;dur="), timings.initNanos());
    appendMillis(text.append(", run;dur="), timings.runNanos());
    return text.toString();
  }

  private static void appendMillis(StringBuilder text, long nanos) {
    long micros = Math.max(0, nanos) / 1_000;
    long thousandths = micros % 1_000;
    text.append(micros / 1_000).append('.');
    if (thousandths < 100) {
      text.append(thousandths < 10 ? "00" : "0");
    }
    text.append(thousandths);
  }
}
