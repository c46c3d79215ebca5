package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.function.Event;
import dev.hearth.function.Headers;
import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import dev.hearth.function.InvocationFailedException;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A call that a function makes of another: what it gives is copied, and what it gets is bytes and
 * text. Runs on the threads of the function that calls.
 */
public final class OutgoingCall {

  /** Frames to have room for before anything is begun: some tens of kilobytes. */
  private static final int FRAMES = 512;

  private final FunctionCalls calls;
  private final Invocation caller;
  private final Instant deadline;

  /**
   * Calls on behalf of an invocation.
   *
   * @param deadline when it ends
   */
  public OutgoingCall(FunctionCalls calls, Invocation caller, Instant deadline) {
    this.calls = calls;
    this.caller = caller;
    this.deadline = deadline;
  }

  /**
   * Calls, and waits for the answer.
   *
   * @throws InvocationFailedException when there is none
   * @throws StackOverflowError before anything is begun, when there is hardly room on the stack
   */
  public HttpResponse perform(String target, HttpRequest request) {
    leaveRoom(FRAMES, target.length());
    Input.Http input = input(request);
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(target);
    }
    return response(
        target, await(calls.begin(caller, deadline, target, input), () -> interrupted(target)));
  }

  /**
   * Publishes an event, and waits until it is durable.
   *
   * @return the host's own id of it
   * @throws InvocationFailedException when it is not taken in
   * @throws StackOverflowError before anything is begun, when there is hardly room on the stack
   */
  public String emit(Event event) {
    String type = event.type();
    leaveRoom(FRAMES, type.length());
    if (Thread.currentThread().isInterrupted()) {
      throw interruptedEvent(type);
    }
    FunctionCalls.Ended end = await(calls.emit(caller, event), () -> interruptedEvent(type));
    if (end.outcome() instanceof Outcome.Failed failed) {
      throw InvocationFailedException.ofEvent(
          type, failed.reason().slug(), end.status(), failed.detail());
    }
    return end.invocationId();
  }

  private static FunctionCalls.Ended await(
      FunctionCalls.Ongoing ongoing, Supplier<InvocationFailedException> interrupted) {
    boolean ended = false;
    try {
      FunctionCalls.Ended end = ongoing.await();
      ended = true;
      return end;
    } catch (InterruptedException whileWaiting) {
      Thread.currentThread().interrupt();
      throw interrupted.get();
    } finally {
      if (!ended) {
        ongoing.drop();
      }
    }
  }

  /** Fails here rather than half-way through, for want of stack. */
  private static long leaveRoom(int frames, long sum) {
    return frames == 0 ? sum : leaveRoom(frames - 1, sum + frames) + 1;
  }

  private static Input.Http input(HttpRequest request) {
    List<HeaderField> fields = new ArrayList<>();
    request
        .headers()
        .asMap()
        .forEach(
            (name, values) -> values.forEach(value -> fields.add(new HeaderField(name, value))));
    return new Input.Http(
        Objects.requireNonNull(request.method(), "the method of the request"),
        request.path(),
        request.rawQuery(),
        fields,
        Payload.wrap(request.body()));
  }

  private static HttpResponse response(String target, FunctionCalls.Ended end) {
    return switch (end.outcome()) {
      case Outcome.Answered answered -> response(answered, end.invocationId());
      case Outcome.Failed failed ->
          throw new InvocationFailedException(
              target, failed.reason().slug(), end.status(), end.invocationId(), failed.detail());
    };
  }

  private static HttpResponse response(Outcome.Answered answered, String id) {
    Headers headers = Headers.empty();
    for (HeaderField field : answered.headers()) {
      headers = headers.with(field.name(), field.value());
    }
    HttpResponse response = HttpResponse.of(answered.status());
    if (answered.body().size() > 0) {
      String type = headers.first("content-type").orElse("application/octet-stream");
      response = response.withBody(type, answered.body().array());
    }
    for (var field : headers.asMap().entrySet()) {
      if (answered.body().size() == 0 || !field.getKey().equals("content-type")) {
        for (String value : field.getValue()) {
          response = response.withHeader(field.getKey(), value);
        }
      }
    }
    return response.withHeader("x-invocation-id", id);
  }

  private static InvocationFailedException interrupted(String target) {
    return new InvocationFailedException(
        target, "interrupted", 499, "", "the thread that waited for it was interrupted");
  }

  private static InvocationFailedException interruptedEvent(String type) {
    return InvocationFailedException.ofEvent(
        type, "interrupted", 499, "the thread that waited for it was interrupted");
  }
}
