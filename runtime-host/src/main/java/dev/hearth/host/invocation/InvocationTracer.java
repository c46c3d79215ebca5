package dev.hearth.host.invocation;

import dev.hearth.host.registry.FunctionVersion;
import java.time.Instant;
import java.util.List;

/** Gives each invocation its place in a trace, before anything else happens to it. */
@FunctionalInterface
public interface InvocationTracer {

  /**
   * Decides trace id, span id and sampling for an invocation that begins now.
   *
   * @param version what will run
   * @param id the invocation
   * @param receivedAt when the host had it
   * @param headers the request's, among which may be {@code traceparent} and {@code tracestate}
   */
  TraceParent begin(
      FunctionVersion version, InvocationId id, Instant receivedAt, List<HeaderField> headers);
}
