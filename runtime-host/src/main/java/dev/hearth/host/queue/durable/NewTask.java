package dev.hearth.host.queue.durable;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import java.time.Instant;
import java.util.List;

/**
 * Work that is to be taken in.
 *
 * @param id of the task and of each of its invocations
 * @param input never streamed. A {@link Input.Happening} is kept once for all tasks of its event
 * @param hops calls and events of functions that led to it
 * @param trace {@code traceparent} and {@code tracestate} of whoever asked for it; may be empty
 * @param terms when and how often it may run
 */
public record NewTask(
    InvocationId id,
    Target target,
    Origin origin,
    Input input,
    int hops,
    List<HeaderField> trace,
    Terms terms) {

  public NewTask {
    trace = List.copyOf(trace);
  }

  /**
   * When and how often a task may run.
   *
   * @param acceptedAt when the host took it in
   * @param dueAt before this it does not run
   * @param expiresAt after this no attempt begins
   * @param repeatable whether running it twice does no harm, whatever the manifest says: whoever
   *     sent it gave an {@code Idempotency-Key}
   * @param orderKey tasks of one function with the same key run one after the other, in the order
   *     in which they were accepted; empty for no order
   */
  public record Terms(
      Instant acceptedAt, Instant dueAt, Instant expiresAt, boolean repeatable, String orderKey) {}
}
