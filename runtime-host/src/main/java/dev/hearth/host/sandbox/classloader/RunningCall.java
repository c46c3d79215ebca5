package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.sandbox.Assignment;
import dev.hearth.host.sandbox.classloader.binding.BoundHandler;
import dev.hearth.host.sandbox.classloader.binding.HandlerFailedException;
import dev.hearth.host.sandbox.classloader.binding.InputBindingException;
import dev.hearth.host.sandbox.classloader.binding.OutputBindingException;
import dev.hearth.host.sandbox.classloader.guard.Kill;
import java.time.Duration;
import java.util.Optional;

/** One call on the instance thread that runs it. */
final class RunningCall {

  private static final Outcome NOT_WANTED =
      new Outcome.Failed(Reason.CANCELLED, "nobody wanted the answer any more");

  private final Assignment assignment;
  private final InstanceThread thread;

  RunningCall(Assignment assignment, InstanceThread thread) {
    this.assignment = assignment;
    this.thread = thread;
  }

  /**
   * Runs the call from its beginning to its end.
   *
   * @param context of the call, which has begun
   * @param free called when the instance may take the next call
   */
  void serve(BoundHandler handler, CallContext context, Runnable free) {
    thread.enter(context);
    Outcome outcome = assignment.isCancelled() ? NOT_WANTED : outcomeOf(handler, context);
    context.interrupts().end(); // what the function left set must not reach the host's own code
    Usage usage = context.meter().readOnServingThread();
    Optional<Runnable> next = context.nextAfterResponse();
    if (next.isEmpty()) {
      leave(free);
      assignment.answered(outcome, usage);
      return;
    }
    assignment.answered(outcome, usage);
    while (next.isPresent() && !context.isDoomed()) {
      runAfterResponse(next.get());
      next = context.nextAfterResponse();
    }
    assignment.log().finishLines();
    leave(free);
  }

  /** Ends a call that the host could not carry through, for instance for want of memory. */
  void crashed() {
    thread.leave();
    assignment.answered(
        new Outcome.Failed(
            Reason.FUNCTION_CRASHED, "the call broke off; the log of the host says why"),
        Usage.NONE);
    assignment.finished();
  }

  private void leave(Runnable free) {
    thread.leave();
    free.run();
    assignment.finished();
  }

  private void runAfterResponse(Runnable work) {
    thread.inFunction(true);
    try {
      work.run();
    } catch (Kill ended) {
      assignment.log().add("ERROR", "after-response", "ended: a limit was passed");
    } catch (Throwable thrown) {
      assignment.log().add("ERROR", "after-response", GuestErrors.describe(thrown).stackTrace());
    } finally {
      thread.inFunction(false);
    }
  }

  private Outcome outcomeOf(BoundHandler handler, CallContext context) {
    thread.inFunction(true);
    try {
      return handler.call(assignment.invocation().input(), context, assignment.answers());
    } catch (HandlerFailedException e) {
      return outcomeOf(e.thrown(), e.reason(), Optional.of(e.shown()));
    } catch (Throwable thrown) {
      return outcomeOf(thrown, Reason.FUNCTION_ERROR, Optional.empty());
    } finally {
      thread.inFunction(false);
    }
  }

  private Outcome.Failed outcomeOf(
      Throwable thrown, Reason reason, Optional<Outcome.Answered> shown) {
    return switch (thrown) {
      case Kill _ -> ended();
      case InputBindingException e ->
          new Outcome.Failed(
              Reason.INVALID_REQUEST, e.detail(), Duration.ZERO, ThrownError.NONE, shown);
      case OutputBindingException e ->
          new Outcome.Failed(Reason.INVALID_RESPONSE, e.detail(), Duration.ZERO, e.error());
      case OutOfMemoryError e ->
          new Outcome.Failed(
              Reason.MEMORY_EXCEEDED, "the function ran out of memory: " + e.getMessage());
      default -> failure(thrown, reason, shown);
    };
  }

  /** Describing what was thrown runs code of the function, which may have to be ended as well. */
  private Outcome.Failed failure(
      Throwable thrown, Reason reason, Optional<Outcome.Answered> shown) {
    try {
      ThrownError error = GuestErrors.describe(thrown);
      return GuestErrors.forbidden(thrown)
          .map(message -> forbidden(message, error))
          .orElseGet(() -> failure(error, reason, shown));
    } catch (Kill endedWhileDescribing) {
      return ended();
    }
  }

  private Outcome.Failed forbidden(String message, ThrownError error) {
    assignment.log().add("ERROR", "hearth", error.stackTrace());
    return new Outcome.Failed(Reason.FORBIDDEN_MEMBER, message, Duration.ZERO, error);
  }

  /** For a call that nobody else has answered: those that passed a limit have been. */
  private static Outcome.Failed ended() {
    return new Outcome.Failed(
        Reason.FUNCTION_CRASHED, "the instance was closed while the call ran");
  }

  private Outcome.Failed failure(
      ThrownError error, Reason reason, Optional<Outcome.Answered> shown) {
    String what = error.type() + (error.message().isEmpty() ? "" : ": " + error.message());
    assignment.log().add("ERROR", "hearth", error.stackTrace());
    String detail =
        reason == Reason.INVALID_REQUEST
            ? "the input is not what the function takes: " + what
            : "the function threw " + what;
    return new Outcome.Failed(reason, detail, Duration.ZERO, error, shown);
  }
}
