package dev.hearth.host.sandbox.polyglot;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.sandbox.Assignment;
import dev.hearth.host.sandbox.Excess;
import dev.hearth.host.sandbox.polyglot.binding.CallServices;
import dev.hearth.host.sandbox.polyglot.binding.GuestAnswers;
import dev.hearth.host.sandbox.polyglot.binding.GuestInputs;
import dev.hearth.host.sandbox.polyglot.guest.Guest;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure.Kind;
import dev.hearth.host.sandbox.polyglot.guest.GuestInput;
import java.time.Instant;

/** One call on the thread of the lane that runs it. */
final class GuestCall {

  private static final Outcome NOT_WANTED =
      new Outcome.Failed(Reason.CANCELLED, "nobody wanted the answer any more");

  private final Assignment assignment;
  private final GuestLane lane;
  private final GuestThread thread;
  private final ByteSize most;

  GuestCall(Assignment assignment, GuestLane lane, GuestThread thread, ByteSize most) {
    this.assignment = assignment;
    this.lane = lane;
    this.thread = thread;
    this.most = most;
  }

  /** Gives the lane a guest if it has none yet. */
  @FunctionalInterface
  interface GuestSource {
    Guest get() throws GuestFailure;
  }

  /**
   * Runs the call from its beginning to its end.
   *
   * @param meter of the call
   * @param free called when the instance may take the next call
   */
  void serve(GuestSource guest, CallServices services, GuestMeters.Call meter, Runnable free) {
    lane.enter(assignment);
    Instant deadline = assignment.begin(meter);
    services.begin(assignment.invocation(), assignment.log(), deadline);
    Outcome outcome = assignment.isCancelled() ? NOT_WANTED : outcome(guest, deadline);
    services.end();
    Usage usage = meter.readOnServingThread();
    lane.leave();
    free.run();
    assignment.finished();
    assignment.answered(outcome, usage);
  }

  /** Ends a call that the host could not carry through, for instance for want of memory. */
  void crashed() {
    lane.leave();
    assignment.answered(
        new Outcome.Failed(
            Reason.FUNCTION_CRASHED, "the call broke off; the log of the host says why"),
        Usage.NONE);
    assignment.finished();
  }

  private Outcome outcome(GuestSource source, Instant deadline) {
    thread.inGuest(true);
    try {
      if (lane.isDoomed()) { // before the thread could be seen here
        return GuestOutcomes.ended();
      }
      Guest guest = source.get();
      GuestInput input = GuestInputs.of(assignment.invocation(), deadline);
      return GuestAnswers.of(guest.call(input, most.bytes()));
    } catch (GuestFailure failure) {
      return failed(failure);
    } catch (RuntimeException | Error thrown) {
      return failed(GuestOutcomes.unexpected(thrown));
    } finally {
      thread.inGuest(false);
      assignment.log().finishLines();
    }
  }

  private Outcome failed(GuestFailure failure) {
    if (lane.isDoomed()) {
      if (!failure.stack().isEmpty()) {
        lane.where().accept(failure.stack());
      }
      return GuestOutcomes.ended();
    }
    Outcome.Failed outcome = GuestOutcomes.of(failure, most);
    if (failure.kind() == Kind.THROWN) {
      assignment.log().add("ERROR", "hearth", outcome.error().stackTrace());
    }
    if (failure.kind() == Kind.MEMORY || failure.kind() == Kind.LANGUAGE) {
      // What is left of the context cannot be relied on.
      assignment.exceeded(new Excess(outcome.reason(), outcome.detail()), failure.stack());
    }
    return outcome;
  }
}
