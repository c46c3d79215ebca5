package dev.hearth.host.invocation;

/**
 * The place of an invocation in a distributed trace, in the form of <a
 * href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 lower-case hexadecimal digits, not all zero: the invocation's own span
 * @param sampled whether the spans are recorded
 * @param tracestate as received, to be sent on; empty if there was none
 */
public record TraceParent(String traceId, String spanId, boolean sampled, String tracestate) {

  /** The value of a {@code traceparent} header. */
  public String header() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}
