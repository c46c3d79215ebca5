package dev.hearth.host;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.request.event.EmittedEvents;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Takes calls of functions to a pipeline that is put together only after the sandboxes that they
 * come from. Connected once; a call that comes before waits. Any thread may use it.
 */
final class CallRelay implements FunctionCalls {

  private final CompletableFuture<FunctionCalls> connected = new CompletableFuture<>();
  private final CompletableFuture<EmittedEvents> events = new CompletableFuture<>();

  /** From now on calls go to {@code calls}. */
  void connect(FunctionCalls calls) {
    connected.complete(calls);
  }

  /** From now on events go to {@code emitted}. */
  void connect(EmittedEvents emitted) {
    events.complete(emitted);
  }

  @Override
  public Ongoing emit(Invocation caller, Event event) {
    return events.join().emit(caller, event);
  }

  @Override
  public Ongoing begin(Invocation caller, Instant deadline, String target, Input.Http input) {
    return connected.join().begin(caller, deadline, target, input);
  }
}
