package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.request.lambda.LambdaFault;

/** What AWS's clients are told of a call that this host has not made. Stateless. */
final class Faults {

  /** The function's own limit of calls at once, or of calls that wait. */
  static final String OWN_CONCURRENCY = "ReservedFunctionConcurrentInvocationLimitExceeded";

  /** What the host can do at once. */
  static final String CONCURRENCY = "ConcurrentInvocationLimitExceeded";

  /** The rate of the function. */
  static final String OWN_RATE = "ReservedFunctionInvocationRateLimitExceeded";

  /** The rate of the key. */
  static final String CALLER_RATE = "CallerRateLimitExceeded";

  private Faults() {}

  /** Of a refusal, or of a call that has not begun to run. */
  static LambdaFault of(Outcome.Failed failed) {
    String detail = failed.detail() + ".";
    return switch (failed.reason()) {
      case INVALID_REQUEST, SCHEMA_VIOLATION -> LambdaFault.invalidContent(detail);
      case UNAUTHENTICATED, FORBIDDEN -> LambdaFault.accessDenied(detail);
      case UNKNOWN_FUNCTION, UNKNOWN_VERSION -> LambdaFault.notFound(detail);
      case PAYLOAD_TOO_LARGE -> LambdaFault.tooLarge(detail);
      case HOP_LIMIT -> new LambdaFault(400, "RecursiveInvocationException", detail);
      case FUNCTION_DISABLED ->
          LambdaFault.conflict("The operation cannot be performed at this time: " + detail);
      case THROTTLED -> throttled(failed, OWN_CONCURRENCY);
      case OVERLOADED, QUEUE_TIMEOUT -> throttled(failed, CONCURRENCY);
      default -> LambdaFault.service(detail, failed.retryAfterSeconds());
    };
  }

  /** Of a call that comes too soon after others. */
  static LambdaFault throttled(Outcome.Failed failed, String reason) {
    return LambdaFault.throttled(
        "Rate Exceeded: " + failed.detail() + ".", reason, failed.retryAfterSeconds());
  }
}
