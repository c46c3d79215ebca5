package dev.hearth.host.sandbox;

import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Functions that are only asked for; the test answers. Any thread may use it. */
final class OtherFunctions implements FunctionCalls {

  private static final long PATIENCE_SECONDS = 40;

  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

  @Override
  public Ongoing begin(Invocation caller, Instant deadline, String target, Input.Http input) {
    Asked call = new Asked(caller, deadline, target, input.body().text());
    asked.add(call);
    return call;
  }

  /** The next call; waits for it. */
  Asked next() throws InterruptedException {
    Asked next = asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no function has called another");
    }
    return next;
  }

  /** A call by a function. */
  static final class Asked implements Ongoing {

    private final Invocation caller;
    private final Instant deadline;
    private final String target;
    private final String body;
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();
    private final CompletableFuture<Boolean> dropped = new CompletableFuture<>();

    private Asked(Invocation caller, Instant deadline, String target, String body) {
      this.caller = caller;
      this.deadline = deadline;
      this.target = target;
      this.body = body;
    }

    Invocation caller() {
      return caller;
    }

    Instant deadline() {
      return deadline;
    }

    String target() {
      return target;
    }

    String body() {
      return body;
    }

    void answer(String text) {
      List<HeaderField> headers = List.of(new HeaderField("content-type", "text/plain"));
      ended.complete(new Ended("id", 200, new Outcome.Answered(200, headers, Payload.utf8(text))));
    }

    void awaitDrop() {
      ObservedCall.waitFor(dropped);
    }

    @Override
    public Ended await() throws InterruptedException {
      try {
        return ended.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void drop() {
      dropped.complete(true);
    }
  }
}
