package dev.hearth.host.sandbox.polyglot;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

/** How a call ends that a guest has not answered. Pure. */
final class GuestOutcomes {

  private GuestOutcomes() {}

  /** For a call that nobody else has answered: those that passed a limit have been. */
  static Outcome.Failed ended() {
    return new Outcome.Failed(
        Reason.FUNCTION_CRASHED, "the instance was closed while the call ran");
  }

  /** Of a call. */
  static Outcome.Failed of(GuestFailure failure, ByteSize most) {
    return switch (failure.kind()) {
      case THROWN, SYNTAX, NO_HANDLER ->
          failed(Reason.FUNCTION_ERROR, "the function threw " + said(failure), failure);
      case ENDED -> ended();
      case MEMORY ->
          failed(
              Reason.MEMORY_EXCEEDED, "the function ran out of memory: " + failure.what(), failure);
      case ANSWER -> answer(failure, most);
      case INPUT -> new Outcome.Failed(Reason.INVALID_REQUEST, failure.what());
      case LANGUAGE ->
          failed(
              Reason.FUNCTION_CRASHED,
              "the language failed while the call ran: " + failure.what(),
              failure);
    };
  }

  private static Outcome.Failed answer(GuestFailure failure, ByteSize most) {
    if (failure.type().equals("too-large")) {
      String what =
          "the function's answer is larger than "
              + most
              + ", the most this host sends (setting response.max-body)";
      return new Outcome.Failed(
          Reason.INVALID_RESPONSE,
          what,
          Duration.ZERO,
          new ThrownError("Function.ResponseSizeTooLarge", what, ""));
    }
    return failed(
        Reason.INVALID_RESPONSE, "the function's answer cannot be sent: " + said(failure), failure);
  }

  /** Of a start. */
  static Outcome.Failed ofStart(GuestFailure failure, String target) {
    Reason reason = failure.kind() == Kind.MEMORY ? Reason.MEMORY_EXCEEDED : Reason.INIT_FAILED;
    return failed(reason, target + " could not be started: " + said(failure), failure);
  }

  private static Outcome.Failed failed(Reason reason, String detail, GuestFailure failure) {
    return new Outcome.Failed(
        reason,
        detail,
        Duration.ZERO,
        new ThrownError(failure.type(), failure.what(), failure.stack()));
  }

  private static String said(GuestFailure failure) {
    return failure.type().isEmpty() || failure.kind() == Kind.SYNTAX
        ? failure.what()
        : failure.type() + (failure.what().isEmpty() ? "" : ": " + failure.what());
  }

  /** What was thrown that no language should throw. */
  static GuestFailure unexpected(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      return GuestFailure.of(Kind.MEMORY, String.valueOf(thrown.getMessage()));
    }
    StringWriter stack = new StringWriter();
    thrown.printStackTrace(new PrintWriter(stack));
    return new GuestFailure(
        Kind.LANGUAGE, thrown.getClass().getName(), thrown.toString(), stack.toString());
  }
}
