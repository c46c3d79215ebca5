package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.config.DurationText;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.request.lambda.LambdaFault;
import dev.hearth.host.response.LambdaError;
import java.util.Optional;

/** How a call ended, as the Lambda Invoke API sees it. */
sealed interface InvokeResult {

  /** The most bytes that a payload may have that is answered as a whole, as AWS has it. */
  int MAX_PAYLOAD = 6 * 1024 * 1024 + 100;

  /**
   * The function returned.
   *
   * @param handled whether it says itself that it failed, by the status of its answer
   */
  record Returned(Payload payload, String contentType, boolean handled) implements InvokeResult {}

  /** It did not, and that is its own fault. */
  record Threw(LambdaError error) implements InvokeResult {}

  /** It did not run. */
  record Refused(LambdaFault fault) implements InvokeResult {}

  /** The result of a call that has ended and is answered as a whole. */
  static InvokeResult of(InvocationRecord record) {
    return switch (record.outcome()) {
      case Outcome.Answered answered -> returned(record, answered);
      case Outcome.Failed failed -> failed(record, failed);
    };
  }

  /** The same for one that is answered as a stream, which holds the payload already. */
  static InvokeResult streamed(InvocationRecord record) {
    return switch (record.outcome()) {
      case Outcome.Answered answered ->
          new Returned(Payload.empty(), EventFrames.MEDIA_TYPE, isHandled(record, answered));
      case Outcome.Failed failed -> failed(record, failed);
    };
  }

  private static InvokeResult failed(InvocationRecord record, Outcome.Failed failed) {
    return isFault(failed.reason())
        ? new Refused(Faults.of(failed))
        : new Threw(error(record, failed));
  }

  private static boolean isHandled(InvocationRecord record, Outcome.Answered answered) {
    return answered.status() >= 400
        && !DirectPayload.isHttp(record.invocation().version().entryPoint().style());
  }

  private static InvokeResult returned(InvocationRecord record, Outcome.Answered answered) {
    HandlerStyle style = record.invocation().version().entryPoint().style();
    Payload payload = DirectPayload.of(style, answered);
    return payload.size() > MAX_PAYLOAD
        ? new Threw(tooLarge())
        : new Returned(
            payload, DirectPayload.contentType(style, answered), isHandled(record, answered));
  }

  private static LambdaError tooLarge() {
    return new LambdaError(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size (" + MAX_PAYLOAD + " bytes).",
        Optional.empty());
  }

  private static boolean isFault(Reason reason) {
    return switch (reason) {
      case THROTTLED, QUEUE_TIMEOUT, FUNCTION_DISABLED, HOP_LIMIT -> true;
      default -> reason.component() == Reason.Component.HOST;
    };
  }

  private static LambdaError error(InvocationRecord record, Outcome.Failed failed) {
    if (hasThrown(failed)) {
      return LambdaError.of(failed);
    }
    ThrownError named = failed.error();
    String type =
        named.type().isEmpty() || isLimit(failed)
            ? LambdaError.of(new Outcome.Failed(failed.reason(), failed.detail())).errorType()
            : named.type();
    return new LambdaError(
        type,
        "RequestId: " + record.invocation().id() + " Error: " + message(record, failed),
        Optional.empty());
  }

  private static boolean hasThrown(Outcome.Failed failed) {
    return !failed.error().stackTrace().isEmpty() && !isLimit(failed);
  }

  /** Of a call that passed a limit the error is where it was then, under the name of the limit. */
  private static boolean isLimit(Outcome.Failed failed) {
    return failed.error().type().equals(failed.reason().slug());
  }

  private static String message(InvocationRecord record, Outcome.Failed failed) {
    FunctionSpec.Timeouts timeouts = record.invocation().version().spec().timeouts();
    return switch (failed.reason()) {
      case RUN_TIMEOUT -> LogTail.timedOut(timeouts.run());
      case INIT_TIMEOUT ->
          LogTail.timedOut(timeouts.init())
              + " while it started (timeout.init in the manifest: "
              + DurationText.format(timeouts.init())
              + ")";
      default -> failed.detail();
    };
  }
}
