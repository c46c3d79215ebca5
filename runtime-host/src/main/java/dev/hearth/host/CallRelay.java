package dev.hearth.host;

import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Takes calls of functions to a pipeline that is put together only after the sandboxes that they
 * come from. Connected once; a call that comes before waits. Any thread may use it.
 */
final class CallRelay implements FunctionCalls {

  private final CompletableFuture<FunctionCalls> connected = new CompletableFuture<>();

  /** From now on calls go to {@code calls}. */
  void connect(FunctionCalls calls) {
    connected.complete(calls);
  }

  @Override
  public Ongoing begin(Invocation caller, Instant deadline, String target, Input.Http input) {
    return connected.join().begin(caller, deadline, target, input);
  }
}
