package dev.hearth.host.invocation;

/**
 * An invocation that has ended, with all there is to know of it.
 *
 * @param log what the function logged until then; later lines come by {@link
 *     InvocationListener#logged}
 */
public record InvocationRecord(
    Invocation invocation, Outcome outcome, Timings timings, Usage usage, InvocationLog log) {

  /** Whether the call was the first of a new instance. */
  public boolean cold() {
    return timings.coldStart().isPresent();
  }
}
