package dev.hearth.host.queue;

import dev.hearth.host.invocation.Call;

/**
 * One call that waits.
 *
 * @param sinceNanos when it began to, on the host's ticker
 * @param timer ends its wait; cancelled when it gets a place
 */
public record Waiter(Call call, long sinceNanos, Runnable timer) {

  /** Cancels the timer. */
  public void stopTimer() {
    timer.run();
  }
}
