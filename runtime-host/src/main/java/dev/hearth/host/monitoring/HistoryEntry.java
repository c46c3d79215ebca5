package dev.hearth.host.monitoring;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.invocation.Timings;
import dev.hearth.host.invocation.TraceParent;
import dev.hearth.host.invocation.Trigger;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.registry.VersionId;
import java.time.Instant;
import java.util.List;

/**
 * What is remembered of an invocation: everything but its input and its answer.
 *
 * @param position its place in the order in which invocations ended, see {@link Positions}
 * @param method the HTTP method; empty if it was no HTTP request
 * @param path behind the function's address, cut at 256 characters; empty likewise
 * @param outcome the slug of the outcome
 * @param detail the sentence that the caller got; empty for an answer
 * @param error what the function threw, if anything
 * @param status the HTTP status of the outcome
 * @param attempt which attempt at this work, counted from 1
 * @param async whether nobody waited for the answer
 * @param log what the function had logged when the invocation ended
 * @param sampledOneIn how many plain successes this one stands for; 1 if none was left out for it
 * @param unstoredBefore how many plain successes just before it the store has left out because it
 *     could not keep up; always 0 in memory
 */
public record HistoryEntry(
    long position,
    InvocationId id,
    VersionId version,
    Trigger trigger,
    String method,
    String path,
    String outcome,
    String detail,
    ThrownError error,
    int status,
    int attempt,
    boolean async,
    Instant receivedAt,
    Timings timings,
    Usage usage,
    TraceParent trace,
    List<LogLine> log,
    int sampledOneIn,
    long unstoredBefore) {

  /** The slug of an answer. */
  public static final String SUCCESS = "success";

  /** A longer path is cut. */
  static final int PATH_CHARACTERS = 256;

  /** The entry with all its small objects, and its place in the history. */
  private static final int FIXED_BYTES = 1024;

  private static final int LINE_BYTES = 160;

  public HistoryEntry {
    log = List.copyOf(log);
  }

  /** The entry for an ended invocation that is answered with the given status. */
  static HistoryEntry of(InvocationRecord record, int status, int sampledOneIn, long position) {
    Invocation invocation = record.invocation();
    return new HistoryEntry(
        position,
        invocation.id(),
        invocation.version().id(),
        invocation.trigger(),
        method(invocation.input()),
        path(invocation.input()),
        record.outcome().slug(),
        record.outcome() instanceof Outcome.Failed failed ? failed.detail() : "",
        record.outcome() instanceof Outcome.Failed failed ? failed.error() : ThrownError.NONE,
        status,
        invocation.attempt(),
        invocation.isPatient(),
        invocation.receivedAt(),
        record.timings(),
        record.usage(),
        invocation.trace(),
        record.log().lines(),
        sampledOneIn,
        0);
  }

  private static String method(Input input) {
    return switch (input) {
      case Input.Http request -> request.method();
      case Input.Happening _, Input.Direct _ -> "";
    };
  }

  private static String path(Input input) {
    return switch (input) {
      case Input.Http request ->
          request.path().substring(0, Math.min(request.path().length(), PATH_CHARACTERS));
      case Input.Happening _, Input.Direct _ -> "";
    };
  }

  /** Whether the call was the first of a new instance. */
  public boolean cold() {
    return timings.coldStart().isPresent();
  }

  /** A success of a warm instance, at the first attempt and awaited: what there are many of. */
  public boolean plain() {
    return outcome.equals(SUCCESS) && !cold() && attempt == 1 && !async;
  }

  /** The same, telling how many plain successes are missing before it. */
  public HistoryEntry withUnstoredBefore(long count) {
    return new HistoryEntry(
        position,
        id,
        version,
        trigger,
        method,
        path,
        outcome,
        detail,
        error,
        status,
        attempt,
        async,
        receivedAt,
        timings,
        usage,
        trace,
        log,
        sampledOneIn,
        count);
  }

  /** A generous estimate of what the entry keeps alive: two bytes for each character. */
  public long bytes() {
    long characters =
        (long) path.length()
            + detail.length()
            + error.type().length()
            + error.message().length()
            + error.stackTrace().length()
            + trace.tracestate().length();
    for (LogLine line : log) {
      characters += line.text().length() + LINE_BYTES / 2;
    }
    return FIXED_BYTES + 2 * characters;
  }
}
