package dev.hearth.host.queue;

import dev.hearth.host.invocation.Call;

/**
 * One call that waits.
 *
 * @param sinceNanos when it began to, on the host's ticker
 */
public record Waiter(Call call, long sinceNanos) {

  /** When it has waited as long as it may, on the host's ticker. */
  public long untilNanos() {
    return sinceNanos + call.invocation().maxWait().toNanos();
  }
}
